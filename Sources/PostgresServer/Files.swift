import Glibc

enum FileKind {
    case missing, folder, other
}

/// What is at the path itself; a link at its end is `other` unless it leads to a folder.
func kind(of path: String) -> FileKind {
    var about = stat()
    guard stat(path, &about) == 0 else { return lstat(path, &about) == 0 ? .other : .missing }
    return about.st_mode & S_IFMT == S_IFDIR ? .folder : .other
}

/// The whole file as text, or nil if it cannot be read.
func readFile(_ path: String, from offset: Int = 0) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    lseek(descriptor, offset, SEEK_SET)
    return String(decoding: readAll(descriptor), as: UTF8.self)
}

func readAll(_ descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16_384)
    while true {
        let count = read(descriptor, &chunk, chunk.count)
        if count > 0 {
            bytes += chunk[..<count]
        } else if count == 0 || errno != EINTR {
            return bytes
        }
    }
}

/// Puts the text into a new file and lets it take the old one's place, so that no reader sees half of it.
func writeFile(_ path: String, _ text: String, mode: mode_t) throws(ClusterError) {
    let new = path + ".new"
    unlink(new)
    let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw .from(errno, path) }
    let bytes = Array(text.utf8)
    let written = write(descriptor, bytes, bytes.count)
    let problem = written < 0 ? errno : ENOSPC
    fchmod(descriptor, mode)
    guard close(descriptor) == 0, written == bytes.count, rename(new, path) == 0 else {
        unlink(new)
        throw .from(problem, path)
    }
}

func makeFolder(_ path: String, mode: mode_t) throws(ClusterError) {
    guard mkdir(path, mode) == 0 else {
        if errno == EEXIST { return }
        throw .from(errno, path)
    }
    // Again, because the caller's umask takes bits away from the first one.
    guard chmod(path, mode) == 0 else { throw .from(errno, path) }
}

/// Forces the entries of a folder to the disk, so that a rename in it outlives a power cut.
func syncFolder(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
}

/// True if the disk under the folder has less room than a server needs to start (one log segment).
func isFull(_ folder: String) -> Bool {
    var disk = statvfs()
    guard statvfs(folder, &disk) == 0 else { return false }
    return UInt64(disk.f_bavail) * UInt64(disk.f_frsize) < 16 << 20
}

/// The path from the root, with links resolved as far as it exists.
func absolutePath(_ path: String) -> String {
    if let real = realpath(path, nil) {
        defer { free(real) }
        return String(cString: real)
    }
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    guard let slash = trimmed.lastIndex(of: "/") else { return absolutePath(".") + "/" + trimmed }
    let parent = absolutePath(slash == trimmed.startIndex ? "/" : String(trimmed[..<slash]))
    return (parent == "/" ? "" : parent) + trimmed[slash...]
}

func pause(milliseconds: UInt32) {
    usleep(milliseconds * 1_000)
}
