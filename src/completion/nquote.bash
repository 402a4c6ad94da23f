# Completion for bash: options are read from --help, so that they are those
# of the program; all else is file names.
# shellcheck shell=bash

_nquote()
{
	local word=${COMP_WORDS[COMP_CWORD]} options
	COMPREPLY=()
	[[ $word == -* ]] || return
	options=$("$1" --help 2>/dev/null | sed -n 's/^ \{1,10\}-/-/p' |
	    sed 's/  .*//' | grep -o -e '--[a-z][a-z-]*=\{0,1\}' -e '^-[A-Za-z]')
	mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
	[[ ${COMPREPLY[0]} != *= ]] || compopt -o nospace
}

complete -o default -F _nquote nnormalize nsegment nattribute nclaim ndedupe \
	nquote
