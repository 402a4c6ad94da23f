#include "config.h"

#include "unit/unit.h"

#include "text/repair.h"

static const struct {
	const char *why, *raw, *clean;
} repair_cases[] = {
	{ "clean stays", "Plain text, “quoted” – so.", "Plain text, “quoted” – so." },
	{ "blanks", "  two  blanks\tand a tab ", "two blanks and a tab" },
	{ "odd blanks", "thin\u2009space, no\u00a0break", "thin space, no break" },
	{ "windows quotes", "\x93so\x94 he said", "“so” he said" },
	{ "windows letter", "caf\xe9 noir", "café noir" },
	{ "bytes of a cut character", "a\xe2\x80 b", "a\ufffd\ufffd b" },
	{ "C1 controls", "\xc2\x93so\xc2\x94", "“so”" },
	{ "entity", "Tom &amp; Jerry&#8217;s", "Tom & Jerry’s" },
	{ "entity twice", "&amp;quot;yes&amp;quot;", "\"yes\"" },
	{ "entity of Windows", "&#147;yes&#148;", "“yes”" },
	{ "old entity", "fish &amp chips", "fish & chips" },
	{ "no entity", "AT&T; R&D and ?a=1&copy=2", "AT&T; R&D and ?a=1&copy=2" },
	{ "mojibake", "wonâ€™t", "won’t" },
	{ "mojibake twice", "FranÃ\xc2\x83Â§ois", "François" },
	{ "mojibake after NFKD", "GA\u03031\u20444len", "Gülen" },
	{ "lone accent is no mojibake", "CAFÉ” he said", "CAFÉ” he said" },
	{ "mojibake of MacRoman", "we canâ€™t; we can‚Äôt", "we can’t; we can’t" },
	{ "mojibake of DOS", "we canΓÇÖt", "we can’t" },
	{ "mojibake of DOS before a word", "┬┐cu├índo?", "¿cuándo?" },
	{ "frames are no mojibake", "┬┐ ┬┐", "┬┐ ┬┐" },
	{ "mojibake of Vietnamese", "má»›i tá»›i", "mới tới" },
	{ "mojibake of Windows-1251", "РїСЂРёРІРµС‚", "привет" },
	{ "mojibake of Windows-1250", "LiĂ¨ge", "Liège" },
	{ "mojibake of Hebrew", "×‘×”×•×“×¢×”", "בהודעה" },
	{ "mojibake that lost its last byte", "â€œsoâ€ he said", "“so” he said" },
	{ "mojibake that took a blank", "voilÃ tout", "voilà tout" },
	{ "mojibake without end", "Ãƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒ", "Ãƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒƒ" },
	{ "a run of letters is no Windows-1252", "\x83\x83", "\ufffd\ufffd" },
	{ "capitals of their own", "C O N C L U S Ã O", "C O N C L U S Ã O" },
	{ "Ukrainian is no mojibake", "ВІКІ", "ВІКІ" },
	{ "a product is no mojibake", "5×£35, 4288×…", "5×£35, 4288×…" },
	{ "a capital before a dash is none", "VOCÊ… MARQUÉ—", "VOCÊ… MARQUÉ—" },
	{ "Norwegian is no mojibake", "Å være – Ä ikke", "Å være – Ä ikke" },
	{ "mojibake of surrogates", "so í\u00a0½í¸€ there", "so 😀 there" },
	{ "two second halves of a pair are none", "so í°½í°½", "so í°½í°½" },
	{ "a first half alone is none", "so í¡½í¡½", "so í¡½í¡½" },
	{ "French that lost one before an accent", "Ã Ã©tÃ©", "à été" },
	{ "no character is that short", "à€€", "à€€" },
	{ "no such character", "Í¸", "Í¸" },
	{ "a hyphen that lost its last byte", "wellâ€known",
	    "well\u2010known" },
	{ "lost last byte before a comma", "â€œsoâ€, he said",
	    "“so”, he said" },
	{ "Portuguese that lost its no-break spaces",
	    "NÃ£o foi Ã s seis, nem Ã quela hora, nem Ã quele bar, nem Ã quilo.",
	    "Não foi às seis, nem àquela hora, nem àquele bar, nem àquilo." },
	{ "French that lost one before a name", "Il est allÃ© Ã Paris.",
	    "Il est allé à Paris." },
	{ "mojibake of a lost character", "donï¿½t", "don\ufffdt" },
	{ "one letter of Vietnamese", "ná»¡m", "nỡm" },
	{ "Danish with another letter", "fÃ¸r Ã¥ret", "før året" },
	{ "a grave with its no-break space", "voilÃ\u00a0 tout", "voilà tout" },
	{ "and before a comma", "dÃ©jÃ\u00a0, dit-il", "déjà, dit-il" },
	{ "capitals of French", "le RÃ”LE", "le RÔLE" },
	{ "Greek between blanks", "wonâ€™t Î± Î²", "won’t α β" },
	{ "overlay", "NÌ¶O", "N\u0336O" },
	{ "Czech", "pÄ›t Å¡kod", "pět škod" },
	{ "Polish", "bÄ…k", "bąk" },
	{ "Hungarian", "idÅ‘k", "idők" },
	{ "Hungarian at the end of a word", "fÅ‘ vÃ¡ros", "fő város" },
	{ "Chinese", "ä¸\u00adæ–‡å\u00ad—", "中文字" },
	{ "a long run of Cyrillic",
	    "Ð¿Ñ€Ð¸Ð²ÐµÑ‚Ð¿Ñ€Ð¸Ð²ÐµÑ‚Ð¿Ñ€Ð¸Ð²ÐµÑ‚Ð¿Ñ€Ð¸Ð²ÐµÑ‚Ð¿Ñ€Ð¸Ð²ÐµÑ‚Ð¿Ñ€Ð¸Ð²ÐµÑ‚Ð¿Ñ€Ð¸Ð²ÐµÑ‚Ð¿Ñ€Ð¸Ð²ÐµÑ‚Ð¿Ñ€Ð¸Ð²ÐµÑ‚Ð¿Ñ€Ð¸Ð²ÐµÑ‚Ð¿Ñ€Ð¸Ð²ÐµÑ‚Ð¿Ñ€Ð¸Ð²ÐµÑ‚",
	    "приветприветприветприветприветприветприветприветприветприветприветпривет" },
	{ "Windows-1250: lost character", "donďż˝t", "don\ufffdt" },
	{ "Windows-1250: Hungarian", "fĹ±zfa", "fűzfa" },
	{ "Windows-1250: č, š with è", "LiĂ¨ge: ÄŤas Ĺˇel", "Liège: čas šel" },
	{ "Windows-1250: á at the end", "olĂˇ", "olá" },
	{ "Windows-1250: é with è", "cafĂ© LiĂ¨ge", "café Liège" },
	{ "Windows-1250: quotation marks", "â€śsoâ€ť", "“so”" },
	{ "Windows-1257: è", "LiĆØge", "Liège" },
	{ "Latvian with a sign", "Ī± 5", "Ī± 5" },
	{ "MacRoman: euro", "we can‚Äôt pay ‚Ç¨5", "we can’t pay €5" },
	{ "MacRoman: é", "caf√©", "café" },
	{ "MacRoman: š and č", "≈°koda ƒças", "škoda čas" },
	{ "MacRoman: guillemets", "¬´caf√©¬ª", "«café»" },
	{ "MacRoman: Cyrillic", "–ø—Ä–∏–≤–µ—Ç", "привет" },
	{ "a root is no mojibake", "√© 5", "√© 5" },
	{ "DOS: euro", "pay Γé¼5", "pay €5" },
	{ "DOS: é", "caf├⌐", "café" },
	{ "DOS: é twice", "cr├⌐├⌐", "créé" },
	{ "DOS: Hindi", "weΓÇÖre αñ¿", "we’re न" },
	{ "a line and a corner", "├⌐ 5", "├⌐ 5" },
	{ "Windows-1251: apostrophe", "weвЂ™re", "we’re" },
	{ "Windows-1251: euro", "pay в‚¬5", "pay €5" },
	{ "Windows-1251: é", "cafГ© noir", "café noir" },
	{ "Windows-1251: blank lost", "dГ©jГ vu", "déjà vu" },
	{ "Windows-1251: guillemets", "В«ouiВ»", "«oui»" },
	{ "Russian is none", "Где ГБ?", "Где ГБ?" },
	{ "composed", "e\u0301te\u0301", "été" },
	{ "soft hyphen and zero width", "re\u00adport\u200bed", "reported" },
	{ "bidi override", "a\u202eb\u202cc", "abc" },
	{ "joiner in Persian", "می\u200cروم", "می\u200cروم" },
	{ "tag", "<b>bold</b> text", "bold text" },
	{ "block tag", "one.</p><p>Two.", "one.\nTwo." },
	{ "no tag", "if a < b and c > d", "if a < b and c > d" },
	{ "self-closed tag of no name", "so <tweet id=\"1\"/> there", "so there" },
	{ "tag behind entities", "&lt;b&gt;so&lt;/b&gt;", "so" },
	{ "ligature", "of\ufb01ce", "office" },
	{ "line separator", "one\u2028two", "one\ntwo" },
	{ "terminal", "a \x1b[31mred\x1b[0m rose", "a red rose" },
	{ "half and square stay", "½ of 10 m²", "½ of 10 m²" },
};

static void
check_map(const struct traced *t)
{
	for (size_t i = 1; i < t->map.n; i++)
		ck_assert_uint_gt(t->map.pair[i].text,
		    offsetmap_last(&t->map.pair[i - 1]).text);
}

START_TEST(repairs_follow_table)
{
	struct slice raw = slice_str(repair_cases[_i].raw);
	struct repair r = { 0 };

	repair_line(&r, raw, 100, repair_needs(raw));
	ck_slice(buf_slice(&r.text.text), repair_cases[_i].clean,
	    repair_cases[_i].why);
	check_map(&r.text);
	repair_free(&r);
}
END_TEST

/* The fast scan must see the same thing wherever the block boundary falls. */
START_TEST(scan_is_the_same_at_every_place)
{
	char text[80];

	for (size_t at = 0; at < 50; at++) {
		struct slice bad = slice_str(repair_cases[_i].raw);

		if (bad.n > 29)
			continue;
		memset(text, 'x', sizeof(text));
		memcpy(text + at, bad.p, bad.n);
		ck_assert_msg(repair_needs((struct slice){ text, sizeof(text) })
		    != 0 || repair_needs(bad) == 0 || bad.p[0] == ' ',
		    "%s at %zu", repair_cases[_i].why, at);
	}
}
END_TEST

START_TEST(quotes_are_seen)
{
	static const char *const texts[] = {
		"said, “ you", "said.“", "saw ” it", "x ``so", "''so",
		"said, \" you",
	};
	struct slice s = slice_str(texts[_i]);

	ck_assert_uint_eq(repair_needs(s), REPAIR_QUOTES);
}
END_TEST

START_TEST(map_leads_back)
{
	struct slice raw = SLICE("a &amp; b\u00a0\u00a0c");
	struct repair r = { 0 };

	repair_line(&r, raw, 10, repair_needs(raw));
	ck_slice(buf_slice(&r.text.text), "a & b c", "text");
	ck_assert_uint_eq(traced_source(&r.text, 2), 12);	/* & */
	ck_assert_uint_eq(traced_source(&r.text, 3), 17);	/* after it */
	ck_assert_uint_eq(traced_source(&r.text, 5), 19);	/* blank */
	ck_assert_uint_eq(traced_source(&r.text, 6), 23);	/* c */
	ck_assert_uint_eq(traced_source(&r.text, 7), 24);
	repair_free(&r);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("repair");
	TCase *tc = tcase_create("repair");

	tcase_add_loop_test(tc, repairs_follow_table, 0, COUNT(repair_cases));
	tcase_add_loop_test(tc, scan_is_the_same_at_every_place, 0,
	    COUNT(repair_cases));
	tcase_add_loop_test(tc, quotes_are_seen, 0, 6);
	tcase_add_test(tc, map_leads_back);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
