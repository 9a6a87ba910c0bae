# What the scripts share: telling, and getting what a build needs. Sourced by bash.
# shellcheck shell=bash

# One line a step, Chinese and English.
step() {
    printf '▸ %s / %s\n' "$1" "$2"
}

# What is wrong and what to do, Chinese first, English below it. Ends the script.
fail() {
    printf '✘ %s\n  %s\n' "$1" "$2" >&2
    exit 1
}

# Goes to the top of the project, however the script was called.
enter_project() {
    cd "$(dirname "${BASH_SOURCE[1]}")/.." || exit 1
    [ -w . ] || fail "不能写入 $PWD，无法编译。请换成该目录的所有者运行，或重新克隆到自己的目录。" \
        "$PWD is not writable, so nothing can be built. Run as its owner, or clone it into a folder of yours."
    [ ! -e .build ] || [ -w .build ] || fail "$PWD/.build 由别的用户编译产生，无法写入。请删除它，或换成它的所有者运行。" \
        "$PWD/.build was built by another user and is not writable. Remove it, or run as its owner."
}

# Puts a Swift 6.3 or later on PATH.
need_swift() {
    local folder version
    if ! command -v swift >/dev/null; then
        for folder in /opt/swift/usr/bin /usr/share/swift/usr/bin "$HOME/.local/share/swiftly/bin"; do
            [ ! -x "$folder/swift" ] || PATH="$folder:$PATH"
        done
    fi
    command -v swift >/dev/null || fail \
        "没有找到 Swift。请从 https://www.swift.org/install/linux/ 下载 6.3 版，解压到 /opt/swift，或把它的 usr/bin 加入 PATH。" \
        "Swift was not found. Get 6.3 from https://www.swift.org/install/linux/ and unpack it to /opt/swift, or put its usr/bin on PATH."
    # One that does not run has no version.
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1) || version=
    printf '6.3\n%s\n' "$version" | sort --check=quiet --version-sort || fail \
        "需要 Swift 6.3 或更新，$(command -v swift) 是 ${version:-无法运行的}。请从 https://www.swift.org/install/linux/ 下载。" \
        "Swift 6.3 or later is needed; $(command -v swift) is ${version:-not able to run}. Get it from https://www.swift.org/install/linux/."
}

# The release build, for what takes long: NPLUS names it.
need_release() {
    NPLUS=${NPLUS:-.build/release/nplus}
    [ -x "$NPLUS" ] || fail "没有 $NPLUS，请先编译：swift build -c release --product nplus" \
        "There is no $NPLUS; build it first: swift build -c release --product nplus"
}

# Builds. The first build fetches the Swift packages that the program stands on, which takes a network.
build() {
    swift build "$@" && return
    [ -d .build/checkouts/swift-argument-parser ] && [ -d .build/checkouts/Yams ] && fail \
        "编译失败，原因见上。" "The build failed; the reason is above."
    fail "未能取得所依赖的 Swift 软件包（swift-argument-parser、Yams），原因见上。请联网后重新运行。" \
        "The Swift packages it stands on (swift-argument-parser, Yams) could not be fetched; the reason is above. Connect to a network and run again."
}

# Installs the Debian packages that are missing: the client library's headers, and the server.
need_packages() {
    local missing=()
    has_client_library || missing+=(libpq-dev)
    has_server || missing+=(postgresql)
    # The tests make certificates with it.
    command -v openssl >/dev/null || missing+=(openssl)
    install_missing "${missing[@]}"
}

# Installs these Debian packages, if any.
install_missing() {
    local missing=("$@")
    [ ${#missing[@]} -gt 0 ] || return 0

    command -v apt-get >/dev/null || fail \
        "缺少 ${missing[*]}，而本机没有 apt-get。请用系统的软件包工具安装与这些 Debian 软件包相当的软件。" \
        "${missing[*]} is missing and there is no apt-get. Install what these Debian packages hold with your system's own tool."
    step "安装软件包 ${missing[*]}" "Installing packages ${missing[*]}"
    become_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail \
            "安装软件包需要 root，而本机没有 sudo。请用 root 执行：apt-get install --no-install-recommends ${missing[*]}" \
            "Installing packages takes root, and there is no sudo. As root, run: apt-get install --no-install-recommends ${missing[*]}"
        become_root=(sudo)
    fi
    without_system_cluster install_packages "${missing[@]}" || fail \
        "未能安装 ${missing[*]}，原因见上。没有网络时，请先联网，或从安装盘安装这些软件包，再重新运行。" \
        "${missing[*]} could not be installed; the reason is above. Without a network, connect first or install the packages from a disk, and run again."
}

has_client_library() {
    [ -e /usr/include/postgresql/libpq-fe.h ] || { command -v pkg-config >/dev/null && pkg-config --exists libpq; }
}

has_server() {
    [ -n "${NPLUS_POSTGRES_BIN:-}" ] || command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

install_packages() {
    apt_get install "$@" 2>/dev/null && return
    # The lists may be older than the mirror, or missing as in a fresh container.
    apt_get update && apt_get install "$@"
}

apt_get() {
    local command=$1
    shift
    "${become_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get --quiet --quiet --yes \
        -o Dpkg::Use-Pty=0 --no-install-recommends "$command" "$@" >/dev/null
}

# Debian's package makes and starts a cluster of its own when it is first installed. We need none, so it is told not to
# for the length of this installation. Where PostgreSQL's common files are already there, nothing is changed.
without_system_cluster() {
    local folder=/etc/postgresql-common/createcluster.d result=0
    if [ -e /usr/share/postgresql-common ]; then
        "$@"
        return
    fi
    "${become_root[@]}" mkdir -p "$folder"
    echo 'create_main_cluster = false' | "${become_root[@]}" tee "$folder/nplus.conf" >/dev/null
    "$@" || result=$?
    "${become_root[@]}" rm -f "$folder/nplus.conf"
    return "$result"
}
