# mkentity.awk - entities.txt becomes the C table of text/entity.c
#
# usage: LC_ALL=C awk -f mkentity.awk entities.txt > entitydata.c

function hex(s,    i, n)
{
	n = 0
	for (i = 1; i <= length(s); i++)
		n = n * 16 + index("0123456789ABCDEF", substr(s, i, 1)) - 1
	return n
}

BEGIN {
	FS = "\t"
	print "/* made by mkentity.awk from entities.txt: do not edit */"
	print "#include \"text/entity.h\"\n"
	print "const struct entity_name entity_names[] = {"
}

/^#/ || NF == 0 { next }

NF != 2 || (n > 0 && !(last < $1)) {
	printf "%s:%d: bad entry or order: %s\n", FILENAME, FNR, $0 | "cat >&2"
	bad = 1
	exit 1
}

{
	k = split($2, c, " ")
	printf "\t{ \"%s\", %d, { %d, %d } },\n", $1, length($1), hex(c[1]),
	    (k == 2 ? hex(c[2]) : 0)
	last = $1
	n++
}

END {
	if (bad)
		exit 1
	print "};\n"
	printf "const size_t entity_count = %d;\n", n
}
