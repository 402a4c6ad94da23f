# mkclaim.awk - turn the model file of nclaim into C
#
#	awk -f mkclaim.awk src/model/claim.txt > src/claimdata.c
#
# The format is read by src/news/claimmodel.c too, where it is described.
function fail(msg) { print FILENAME ":" FNR ": " msg > "/dev/stderr"; exit 1 }
BEGIN {
	for (i = 0; i < 256; i++)
		value[sprintf("%02x", i)] = i < 128 ? i : i - 256
	print "#include \"config.h\"\n#include \"news/claimmodel.h\"\n"
}
/^#/ { next }
!begun {
	if ($0 != "nclaim-model 1")
		fail("not a model of nclaim")
	begun = 1
	next
}
$1 == "head" {
	if (head != "")
		print "};\n"
	head = $2
	numbers[head] = $0
	sub(/^head [a-z]+ /, "", numbers[head])
	print "static const int8_t " head "[] = {"
	next
}
{
	line = ""
	for (i = 1; i < length($0); i += 2)
		line = line value[substr($0, i, 2)] ","
	print line
}
END {
	print "};\n\nconst struct claim_model claimmodel_builtin = { {"
	for (h = 1; h <= split("checkable worth", name, " "); h++) {
		n = split(numbers[name[h]], x, " ")
		list = ""
		for (i = 5; i <= n; i++)
			list = list x[i] ","
		print "\t{ " name[h] ", " x[1] ", " x[2] ", " \
		    x[3] ", " x[4] ", { " list " } },"
	}
	print "} };"
}
