#!/bin/sh
# The programs are built as configure says: position independent, relocations
# read-only and bound at start, stack canaries, checked libc calls, no
# executable stack, and no library that was not asked for.
# shellcheck source=lib.sh
. "$TESTDIR/cli/lib.sh"
if test -z "$(echo "$HARDENED" | tr -d ' ')"; then
	echo '1..0 # SKIP built without hardening (--disable-hardening,' \
		'sanitizers or coverage)'
	exit 0
fi
if ! readelf -h /bin/sh >/dev/null 2>&1; then
	echo '1..0 # SKIP no readelf (Debian package binutils), or not ELF'
	exit 0
fi

# has FLAG PROGRAM WHAT COMMAND ... - COMMAND holds, if FLAG was to be had
has() {
	flag=$1
	title="$2: $3"
	shift 3
	case " $HARDENED " in
	*" $flag"*) check "$title" "$@" ;;
	*) skip "$title" "the compiler has no $flag" ;;
	esac
}

# shows PATTERN OPTION ... - readelf OPTION prints a line like PATTERN
shows() {
	pattern=$1
	shift
	readelf -W "$@" | grep -E -e "$pattern" && return
	echo "readelf $* shows nothing like '$pattern'"
	return 1
}

shows_not() {
	! shows "$@"
}

# libraries FILE - nothing is needed but what README.md says
libraries() {
	readelf -W -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' |
		grep -v -E '^(libc|libm|libutf8proc|libpcre2-8|ld-linux.*)\.' &&
		return 1
	return 0
}

for p in nnormalize nsegment nattribute nclaim ndedupe; do
	file=$BUILDDIR/bin/$p
	has -pie "$p" 'position independent' shows 'Type: +DYN' -h "$file"
	has -Wl,-z,relro "$p" 'RELRO' shows GNU_RELRO -l "$file"
	has -Wl,-z,now "$p" 'bound at start' \
		shows 'BIND_NOW|FLAGS_1.*NOW' -d "$file"
	has -Wl,-z,noexecstack "$p" 'the stack is not executable' \
		shows 'GNU_STACK.* RW ' -l "$file"
	check "$p: nothing is writable and executable" \
		shows_not ' RWE ' -l "$file"
	check "$p: no relocations in the code, no search path" \
		shows_not 'TEXTREL|RPATH|RUNPATH' -d "$file"
	has -fstack-protector-strong "$p" 'stack canaries' \
		shows __stack_chk_fail --dyn-syms "$file"
	has -D_FORTIFY_SOURCE "$p" 'checked libc calls' \
		shows '__[a-z]+_chk(@|$)' --dyn-syms "$file"
	has -fcf-protection "$p" 'marked for control-flow protection' \
		shows 'IBT.*SHSTK' -n "$file"
	check "$p: no library but the named ones" libraries "$file"
done
plan
