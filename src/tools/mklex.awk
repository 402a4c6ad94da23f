# mklex.awk - turn the word lists into one C file of constant tables
#
#	LC_ALL=C awk -f mklex.awk src/lexicon/en/abbrev.txt ... > src/lexdata.c
#
# A line is KEY or KEY<TAB>VALUE; '#' starts a comment line.  Lines are in byte
# order (LC_ALL=C sort), each key once; anything else stops the build.  A list
# becomes three read-only arrays without a pointer in them, so that they cost
# nothing to start with: the text (KEY NUL VALUE NUL ...), the entries, and a
# hash table of entry numbers.  The hash must be that of src/text/lexicon.c.

function fail(msg) {
	print FILENAME ":" FNR ": " msg > "/dev/stderr"
	bad = 1
	exit 1
}

# What hash() of lexicon.c computes: 32 bits fit into awk's doubles.
function hash(s,    h, i, n) {
	n = length(s)
	h = n
	for (i = 1; i <= n; i++)
		h = (h * 65599 + ord[substr(s, i, 1)]) % 4294967296
	return h + int(h / 32768)
}

# S as the inside of a C string ("?" for the sake of trigraphs).
function quoted(s) {
	gsub(/[\\"?]/, "\\\\&", s)
	return s
}

# Note that a key of N bytes begins with byte C: what lexicon_may_have() asks.
function note_length(c, n,    bit) {
	c = ord[c] % 32
	bit = 2 ^ (n < 31 ? n : 31)
	if (int(lengths[c] / bit) % 2 == 0)
		lengths[c] += bit
}

# The longest key in words, so that callers know how far to look ahead.
function words(s,    w) {
	return split(s, w, " ")
}

function open_table(    n, part) {
	n = split(FILENAME, part, "/")
	kind = part[n]
	sub(/\.txt$/, "", kind)
	lang = part[n - 1]
	name = lang "_" kind
	gsub(/[^A-Za-z0-9_]/, "_", name)
	print "/* from " FILENAME " */"
	print "static const char " name "_text[] ="
	n_entries = at = longest = most_words = 0
	split("", lengths)
	last = ""
}

function close_table(    i, h, size, list) {
	if (name == "")
		return
	print "\t\"\";\n"
	print "static const struct lexicon_entry " name "_entry[] = {"
	for (i = 1; i <= n_entries; i++)
		print "\t{ " start[i] ", " key_size[i] ", " value_size[i] " },"
	if (n_entries == 0)
		print "\t{ 0, 0, 0 },"
	print "};\n"
	for (size = 4; size < 2 * n_entries; size *= 2)
		continue
	split("", slot)
	for (i = 1; i <= n_entries; i++) {
		for (h = hashed[i] % size; h in slot; h = (h + 1) % size)
			continue
		slot[h] = i
	}
	print "static const uint32_t " name "_slot[" size "] = {"
	for (h = 0; h < size; h++)
		if (h in slot)
			print "\t[" h "] = " slot[h] ","
	print "};\n"
	list = ""
	for (i = 0; i < 32; i++)
		list = list sprintf("%s%.0f", i ? ", " : "", lengths[i])
	table[++n_tables] = "\t{ \"" lang "\", \"" kind "\", " name "_text, " \
	    name "_entry, " n_entries ", " name "_slot, " size - 1 ", " \
	    longest ", " most_words ",\n\t  { " list " } },"
	name = ""
}

BEGIN {
	for (i = 1; i < 256; i++)
		ord[sprintf("%c", i)] = i
	print "#include \"config.h\"\n\n#include \"text/lexicon.h\"\n"
}

FNR == 1 {
	close_table()
	open_table()
}

/^#/ || /^$/ { next }
/\r/ { fail("carriage return") }
/^\t/ || /^-/ { fail("no key") }
$0 "" <= last "" { fail("not in byte order: " $0) }

{
	last = $0
	tab = index($0, "\t")
	key = tab ? substr($0, 1, tab - 1) : $0
	value = tab ? substr($0, tab + 1) : ""
	if (n_entries > 0 && key == last_key)
		fail("key twice: " key)
	if (length(key) > 65535 || length(value) > 65535)
		fail("entry longer than 65535 bytes")
	last_key = key
	start[++n_entries] = at
	key_size[n_entries] = length(key)
	value_size[n_entries] = length(value)
	hashed[n_entries] = hash(key)
	note_length(substr(key, 1, 1), length(key))
	at += length(key) + length(value) + 2
	if (length(key) > longest)
		longest = length(key)
	if (words(key) > most_words)
		most_words = words(key)
	print "\t\"" quoted(key) "\\000" quoted(value) "\\000\""
}

END {
	if (bad)
		exit 1
	close_table()
	print "const struct lexicon_table lexicon_builtin[] = {"
	for (i = 1; i <= n_tables; i++)
		print table[i]
	print "\t{ NULL, NULL, NULL, NULL, 0, NULL, 0, 0, 0, { 0 } },"
	print "};"
}
