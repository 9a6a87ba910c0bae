#define _GNU_SOURCE
#include "CSpawn.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

int nplus_spawn_isolate(posix_spawn_file_actions_t *actions, int first_closed, const char *folder) {
    int problem = posix_spawn_file_actions_addclosefrom_np(actions, first_closed);
    return problem ? problem : posix_spawn_file_actions_addchdir_np(actions, folder);
}

int nplus_spawn_detach(posix_spawnattr_t *attributes) {
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(attributes, &signals);
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(attributes, &signals);
    return posix_spawnattr_setflags(
        attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
}

int nplus_pipe(int ends[2]) {
    return pipe2(ends, O_CLOEXEC);
}
