# mkstring.awk - a text file as a constant array of C
#
# usage: awk -v name=NAME -f mkstring.awk FILE > NAME.c
# Defines const char NAME[] and const size_t NAME_size (without the NUL).
# Lines that begin with # are left out.

BEGIN {
	printf "/* Made by mkstring.awk: do not edit. */\n"
	printf "#include <stddef.h>\n\n"
	printf "extern const char %s[];\nextern const size_t %s_size;\n\n", \
	    name, name
	printf "const char %s[] =\n", name
}

/^#/ { next }

{
	gsub(/\\/, "\\\\")
	gsub(/"/, "\\\"")
	gsub(/\t/, "\\t")
	gsub(/\?/, "\\?")
	printf "\"%s\\n\"\n", $0
}

END {
	printf "\"\";\nconst size_t %s_size = sizeof(%s) - 1;\n", name, name
}
