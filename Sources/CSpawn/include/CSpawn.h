#ifndef NPLUS_CSPAWN_H
#define NPLUS_CSPAWN_H

#include <spawn.h>

/* The parts of glibc's posix_spawn that its headers show only to GNU C, and so not to Swift. */

/* In the child: every descriptor from the first one on is closed, and the working folder is the given one. */
int nplus_spawn_isolate(posix_spawn_file_actions_t *actions, int first_closed, const char *folder);

/* The child leads a session of its own, with every signal unblocked and at its default. */
int nplus_spawn_detach(posix_spawnattr_t *attributes);

/* A pipe that no child inherits. */
int nplus_pipe(int ends[2]);

#endif
