# setup.sh - from a fresh Debian machine to built programs (sourced by
# bin/check and bin/demo, whose working directory is the project's top)
#
#	setup [package ...]
#
# installs what the build needs, and the optional packages named if they can
# be had, as root or through sudo; then runs autoreconf, configure and make
# as far as they are due.  What is already there is left alone, so that a
# second run takes seconds.
# shellcheck shell=sh

SETUP_PACKAGES='autoconf automake gcc libc6-dev make pkg-config
	libpcre2-dev libutf8proc-dev check'

# The packages of the list that are not installed.
setup_missing() {
	for package in "$@"; do
		dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null |
		    grep -q 'ok installed' || echo "$package"
	done
}

setup_apt() {
	if test "$(id -u)" -eq 0; then
		DEBIAN_FRONTEND=noninteractive apt-get -q "$@"
	elif command -v sudo >/dev/null; then
		sudo DEBIAN_FRONTEND=noninteractive apt-get -q "$@"
	else
		echo "please run as root: apt-get $*" >&2
		return 1
	fi
}

setup_install() {
	if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null
	then
		echo "no apt-get here; the build needs: $SETUP_PACKAGES" >&2
		return 0
	fi
	# shellcheck disable=SC2046,SC2086  # lists of words
	{
		needed=$(setup_missing $SETUP_PACKAGES)
		wanted=$(setup_missing "$@")
		test -n "$needed$wanted" || return 0
		echo "installing" $needed $wanted
		setup_apt update >/dev/null
		test -z "$needed" ||
		    setup_apt install -y --no-install-recommends $needed \
		    >/dev/null || return 1
		test -z "$wanted" ||
		    setup_apt install -y --no-install-recommends $wanted \
		    >/dev/null || echo "going on without" $wanted
	} >&2
}

setup() {
	setup_install "$@" || return 1
	if ! test -x configure || test -n "$(find configure.ac Makefile.am \
	    -newer configure)"; then
		autoreconf -fi || return 1
	fi
	if ! test -f Makefile || test -n "$(find configure -newer \
	    config.status)"; then
		./configure -q || return 1
	fi
	make -s -j "$(nproc 2>/dev/null || echo 2)"
}
