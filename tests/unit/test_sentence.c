#include "config.h"

#include "unit/unit.h"

#include "base/buf.h"
#include "news/sentence.h"

/* Input with "|" where a sentence ends and another one begins. */
static const struct {
	const char *why, *text;
} cases[] = {
	{ "two sentences", "The ferry left.| It was late." },
	{ "all marks", "Was it?| It was!| It was." },
	{ "run of marks", "What?!| No...| Yes!!" },
	{ "no mark at the end", "The ferry left.| Nobody knew why" },
	{ "decimals", "It rose 2.5 percent to 5,20,000.75 rupees.| Then it fell." },
	{ "address", "See www.example.org/a.html or write to a.b@example.org." },
	{ "title before a name", "Mr. Hill met Sens. Dale and Brook.| They talked." },
	{ "title inside a compound", "It was then-Gov. Hill who left." },
	{ "title in small letters is a word", "She studied art.| Hill did not." },
	{ "initials", "J. K. Hill and M.N. Dale met Ann B. Brook." },
	{ "letter after a word", "This is plan B.| We have no other." },
	{ "pronoun I", "They went, she and I.| Did you see it?" },
	{ "nickname after an initial", "Robert C. \"Bob\" Hill came." },
	{ "state at the end", "It is made in the U.S.| He said so." },
	{ "state before its body", "He sat in the U.S. Senate for years." },
	{ "state before a quotation", "He lives in the U.S.| “It is good.”" },
	{ "hour goes on", "It opens at 9 a.m. Monday." },
	{ "hour at the end", "It opens at 9 a.m.| The doors are wide." },
	{ "firm", "Hill Inc. shares fell.| Dale Corp.| It rose." },
	{ "number sign", "He was No. 2 there.| No.| He was first." },
	{ "month", "It began on Oct. 4.| It ended on Nov. 7." },
	{ "figure", "See Fig. 3 and pp. 4-7 for that." },
	{ "never at the end", "Dogs, e.g. Hill's, v. cats, i.e. Dale's." },
	{ "etc. at the end", "Boats, nets, etc.| Then they left, etc. and so on." },
	{ "unknown clipped word", "He lives at Hill Pkg. North side." },
	{ "ellipsis inside", "He waited ... and left.| He … waited." },
	{ "ellipsis between", "He waited...| Then he left.| So….| He did." },
	{ "leading ellipsis", "“... And then we left,” he said." },
	{ "spaced ellipsis at the end", "We left. . . .| Then it rained." },
	{ "end inside quotation marks", "“We left.| It rained,” he said." },
	{ "end before a quotation", "He left.| “We stay,” she said." },
	{ "closing mark belongs left", "She said “no.”| He left." },
	{ "straight marks", "\"We left.\"| He said: \"We stay.\"| So." },
	{ "single marks", "‘We left.’| She stayed." },
	{ "nested marks", "“He said ‘no.’”| She stayed." },
	{ "question and verb", "“Why?” he asked.| “Why not?” Ann Hill said." },
	{ "question and lower case", "\"Why?\" said the man.| \"So!\" she cried." },
	{ "question, name and apposition",
	    "“Why?” Ann Hill, a dentist from Brook, asked.| He left." },
	{ "question, name and another sentence",
	    "“Why?”| Ann Hill, a dentist.| Her son, asked, left." },
	{ "ellipsis and verb", "“We could…” Hill said.| He left." },
	{ "nickname after initials", "It was C.L. \"Bo\" Hill.| He left." },
	{ "brackets after initials", "It was by M.K. (2012) and others." },
	{ "title torn from its period", "It was Mr . Hill.| He left ." },
	{ "question and other sentence", "“Why?”| Hill left." },
	{ "mark the wrong way round", "He left.“| She stayed." },
	{ "stray blank before the mark", "“It is safe. ”| He left." },
	{ "attribution tail", "“It was the sea.” ― Ann Hill" },
	{ "dateline", "HILLTON, N.Y. — The ferry left.| It was late." },
	{ "brackets", "He left (see p. 4).| (It was late.)| So." },
	{ "footnote mark", "He left.[4]| She stayed.[citation needed]| So." },
	{ "omission", "He left. [...]| She stayed." },
	{ "label of an item", "2. What kind of boat?| A small one." },
	{ "name with a mark", "He works at Yahoo! in the north." },
	{ "glued by a mark", "“We left.”|He went." },
	{ "glued opening", "He left.|“We stay,” she said." },
	{ "glued starter", "It was solved.|It is good." },
	{ "file name", "Open Read.Me or node.js now." },
	{ "glued name", "He wrote so on Chirper.|Hill did not see it." },
	{ "number of a footnote", "It was paid.8| Yet it sank. 9| It rose." },
	{ "year at the end", "It began in 1988.| The boats left." },
	{ "face", "We will stay. :)| It is good." },
	{ "pictures", "We won! 🎉🎉| It was late.☂| So." },
	{ "am the verb", "It is who I am.| Brook knew it." },
	{ "am the hour", "It opens at 9 am Monday." },
	{ "capital pronoun after a question", "“Why?”| He left." },
	{ "name in capitals", "They use IE.| It is old." },
	{ "abbreviation and name", "At Ft. Hill he read the FT.| Ann did not." },
	{ "rupees", "It cost Rs. 500 in all.| Smt. Rao paid." },
	{ "unit before lower case", "We had 5 in. of rain and 3 oz. of tea." },
	{ "interjection", "Hmm.| Boats again." },
	{ "glued by dots", "It cost two crowns…|The boat was old." },
	{ "glued behind a bracket", "So it was (19).|Another boat sank." },
	{ "glued opening straight mark", "He left the sea.|\"We stay,\" she said." },
	{ "glued closing straight mark", "\"We left.\"|He stayed there." },
	{ "glued short name", "They left,\" Hill said.|Ian did not." },
	{ "host names", "On Sailing.Com is more.| See Boats.Org now." },
	{ "stray period", "They said booyah! .| He left." },
	{ "address after the end", "Look here.| http://example.org/a.html" },
	{ "address of a reference", "May 4, 2017. https://example.org" },
	{ "line across the page", "He left.| ----- She stayed." },
	{ "small letters", "i saw the boat.| then it left." },
	{ "small-capital name", "She bought it.| iPhones are dear." },
	{ "accented left context", "Il est allé au café.| Elle est là." },
	{ "accented capital", "He left.| Élodie stayed." },
	{ "Hindi", "वह चला गया।| वह रुकी।" },
	{ "Urdu", "وہ چلا گیا۔| وہ رکی۔" },
	{ "Arabic question", "هل ذهب؟| نعم." },
	{ "Chinese without blanks", "他走了。|她留下了！|好吗？" },
	{ "Armenian", "Նա գնաց։| Նա մնաց։" },
	{ "Amharic", "ሄደ።| ቆየች።" },
	{ "Greek", "Έφυγε.| Έμεινε εκείνη." },
	{ "braces", "He left {see p. 4.}| It rained." },
	{ "host in capitals", "It is on Boats.COM now." },
	{ "host of three parts", "It is on www.Boats.Com now." },
	{ "glued behind a closing bracket", "(He left.)|But she stayed." },
	{ "glued name behind a closing bracket", "(He left.)Hill stayed." },
	{ "unit without a figure", "we had no oz.| then it rained." },
	{ "contraction before small letters", "he didn't.| then he left." },
	{ "accented vowel before small letters",
	    "he came tôt.| then he left." },
	{ "clipped word before small letters",
	    "he took the pkg. then he left." },
	{ "other addresses after the end",
	    "Look here.| https://example.org/a Look.| www.example.org/a" },
	{ "nickname in single marks", "Robert C. 'Bob' Hill came." },
	{ "nickname in brackets", "Robert C. (Bob) Hill came." },
	{ "nickname in curly marks", "Robert C. “Bob” Hill came." },
	{ "nickname in single curly marks", "Robert C. ‘Bob’ Hill came." },
	{ "pronoun I after a small word", "It was she and I.| Brook knew." },
	{ "I as an initial", "It was Ann I. Brook." },
	{ "letter, then an article", "It is plan B.| A boat left." },
	{ "initials after a small word", "It was made by B. A. Hill." },
	{ "letter of an item", "B. The boat left." },
	{ "never, in brackets", "Two dogs (i.e.) Hill's and Dale's left." },
	{ "firm in brackets", "He worked (at Hill Inc.) Monday and left." },
	{ "title in brackets", "The governor (Gov.) Hill left." },
	{ "sentence in brackets ends with a firm",
	    "(He worked at Hill Inc.)| The boat left." },
	{ "dash after a firm in brackets",
	    "He left (Hill Inc.) – so they said." },
	{ "dotted before a quotation",
	    "He works for A.B.C.| “We stay,” she said." },
	{ "name with a mark, in a name",
	    "He works at Yahoo! Mail in the north." },
	{ "name with a mark, and a sentence",
	    "He works at Yahoo!| The boat left." },
	{ "name with two marks", "He works at Yahoo!!| Hill left." },
	{ "name with a mark, quoted", "“He works at Yahoo!”| Hill left." },
	{ "dash and a long tail",
	    "“It was the sea.”| — Then the boats left the harbour one "
	    "after another, and nobody knew when they would be back" },
	{ "dash and a question", "“It was the sea.”| — Who knew?" },
	{ "dash and an exclamation", "“It was the sea.”| — Nobody knew!" },
	{ "dash and two sentences",
	    "“It was the sea.”| — The old boat left.| It rained." },
	{ "dash and small letters", "“It was the sea.” — so they said." },
	{ "ellipsis in square brackets", "[He waited...]| (It rained.)" },
	{ "spaced ellipsis and a starter", "He waited ...| The boat left." },
	{ "spaced ellipsis and a name", "He waited ... Hill left." },
	{ "comma, ellipsis and a name", "He waited, ... Hill left." },
	{ "figure after a mark, in brackets",
	    "It sells boats! (12 of them) Hill left." },
	{ "sentence in brackets after a mark", "We won!| (The boats lost.)" },
	{ "ampersand", "He runs the Stop! & Go there." },
	{ "name of an account", "He left.| @hill stayed." },
	{ "figure after etc. in brackets",
	    "(It sells boats etc.)| 12 boats sank." },
	{ "guillemet the wrong way round", "He left.«| She stayed." },
	{ "single guillemet the wrong way round", "He left.‹| She stayed." },
	{ "star behind a mark", "“He left.”*| She stayed." },
	{ "stray blank before a single guillemet",
	    "‹ It is safe. ›| He left." },
	{ "footnotes with a dash", "He left.[4-7]| She stayed.[4–7]| So." },
	{ "footnotes with a comma", "He left.[4, 7]| She stayed." },
	{ "other faces",
	    "We will stay. :-)| It is good. ;D| It is good. =/| So." },
	{ "sun", "We won! ☀️| It was late." },
	{ "pictures joined", "We won! 👩‍🚀| It was late." },
	{ "number of boats", "It was paid.| 8 boats left." },
	{ "number of boats with a name", "It was paid.| 8 Hill boats left." },
	{ "braces around a sentence", "He left.| {It was late.}| So." },
	{ "apostrophe first", "He left.| ’Twas late." },
	{ "opening mark and a blank", "He left.| “ We stay,” she said." },
	{ "star first", "He left.| *She stayed." },
	{ "tag first", "He left.| #Hill stayed." },
	{ "four digits of a year", "It was paid.| 2021 It was not." },
	{ "note that is none", "He left.| [Hill did.]" },
	{ "remark", "He left.[clarification needed]| She stayed." },
	{ "dashes only", "— —" },
	{ "only marks", "..." },
	{ "opening marks only", "He left.| (" },
};

/* The same in other languages. */
static const struct {
	const char *lang, *why, *text;
} foreign_cases[] = {
	{ "de", "titles", "Dr. Berg und Prof. Dr. Thal kamen.| Hr. Au blieb." },
	{ "de", "ordinals", "Am 3. Oktober sang der 2. Chor.| Der 4. schwieg." },
	{ "de", "number at the end", "Es waren 12.| Danach kamen mehr." },
	{ "de", "year at the end", "Das war 1990.| Thal ging 1991." },
	{ "de", "spaced abbreviations",
	    "Wir sahen z. B. Berge, d. h. Steine, u. a. Granit." },
	{ "de", "millions", "Es kostet 3 Mio. Euro und 2 Mrd. Kronen." },
	{ "de", "usw.", "Brot, Salz usw.| Danach nichts." },
	{ "de", "marks", "„Wir gehen.“| „Bleibt ihr?“, fragte er.| Ja." },
	{ "de", "guillemets", "»Wir gehen.«| Sie blieb." },
	{ "fr", "titles", "M. Le Gall et Mme. Roc sont là.| Mgr Bois dort." },
	{ "fr", "references", "Voir p. 12, art. 3 et cf. Dupré." },
	{ "fr", "guillemets with blanks",
	    "« Nous restons. »| Elle est partie." },
	{ "fr", "question inside", "« Pourquoi ? » demande-t-il.| Rien." },
	{ "fr", "before our era", "Cela date de 50 av. J.-C.| Il est vieux." },
	{ "fr", "etc.", "Du pain, du sel, etc.| Puis rien." },
	{ "es", "titles", "El Sr. Roca y la Dra. Vega llegaron.| El sr. Paz no." },
	{ "es", "country", "Vive en EE.UU.| Desde 1990." },
	{ "es", "country with a blank", "Los EE. UU. ganaron." },
	{ "es", "opening marks", "¿Quién es?| ¡No sé!| ¿Y tú?" },
	{ "es", "dialogue", "—¿Quién es? —preguntó Ana.| Nadie." },
	{ "es", "page", "Véase la pág. 12 y el art. 3.| Nada más." },
	{ "it", "titles", "Il sig. Rocca e l'on. Monti.| Il dott. Colle no." },
	{ "it", "company", "La Rocca S.p.A. cresce.| La Monti S.r.l. no." },
	{ "it", "ecc.", "Pane, sale, ecc.| Poi niente." },
	{ "it", "example", "Le navi, p.es. i velieri, partono." },
	{ "pt", "titles", "O Sr. Rocha e a Dra. Vale vieram.| O prof. Monte não." },
	{ "pt", "avenue", "Mora na av. Rocha, n. 12.| Não saiu." },
	{ "pt", "etc.", "Pão, sal etc.| Depois nada." },
	{ "nl", "titles", "Dhr. Berg en mevr. Dal kwamen.| Drs. Meer bleef." },
	{ "nl", "clipped article", "Hij bleef.| 's Avonds ging hij." },
	{ "nl", "clipped article, curly", "Hij bleef.| ’t Is laat." },
	{ "nl", "examples", "Boten, bijv. zeilboten, d.w.z. oude.| Meer niet." },
	{ "nl", "company", "Berg B.V. groeit.| Dal N.V. niet." },
	{ "nl", "enz.", "Brood, zout enz.| Daarna niets." },
	{ "ru", "initials", "Пришёл А. С. Горин.| Он сел." },
	{ "ru", "town and year",
	    "Он жил в г. Горске.| Это было в 1990 г.| Потом он уехал." },
	{ "ru", "and so on", "Хлеб, соль и т. д.| Потом ничего." },
	{ "ru", "that is", "Корабли, т. е. старые, ушли.| Он остался." },
	{ "ru", "guillemets", "«Мы остаёмся.»| Она ушла." },
	{ "ru", "address", "Дом на ул. Горной, д. 5, кв. 7.| Он там." },
	{ "ru", "millions", "Это 5 млн. рублей и 3 тыс. человек." },
};

/* TEXT cut at its sentences with "|" as the table writes it. */
static void
split(struct slice text, const struct sentence_rules *rules, struct buf *out)
{
	struct sentence_iter it;
	struct sentence s;
	size_t last = 0;

	sentence_begin(&it, text, rules);
	while (sentence_next(&it, &s)) {
		ck_assert_uint_lt(s.begin, s.end);
		ck_assert_uint_le(last, s.begin);
		if (last > 0)
			buf_putc(out, '|');
		buf_add(out, slice_sub(text, last, s.end));
		last = s.end;
	}
	ck_assert(!sentence_next(&it, &s));
	buf_add(out, slice_sub(text, last, text.n));
}

static void
without_bars(const char *text, struct buf *out)
{
	for (; *text != '\0'; text++)
		if (*text != '|')
			buf_putc(out, *text);
}

START_TEST(sentences_follow_table)
{
	struct sentence_rules rules = sentence_rules("en");
	struct buf in = { 0 }, out = { 0 };

	without_bars(cases[_i].text, &in);
	split(buf_slice(&in), &rules, &out);
	ck_slice(buf_slice(&out), cases[_i].text, cases[_i].why);
	buf_free(&in);
	buf_free(&out);
}
END_TEST

START_TEST(foreign_sentences_follow_table)
{
	struct sentence_rules rules = sentence_rules(foreign_cases[_i].lang);
	struct buf in = { 0 }, out = { 0 };

	without_bars(foreign_cases[_i].text, &in);
	split(buf_slice(&in), &rules, &out);
	ck_slice(buf_slice(&out), foreign_cases[_i].text,
	    foreign_cases[_i].why);
	buf_free(&in);
	buf_free(&out);
}
END_TEST

START_TEST(nothing_but_blanks_is_no_sentence)
{
	struct sentence_rules rules = sentence_rules("en");
	struct sentence_iter it;
	struct sentence s;

	sentence_begin(&it, SLICE(""), &rules);
	ck_assert(!sentence_next(&it, &s));
	sentence_begin(&it, SLICE(" \t\n "), &rules);
	ck_assert(!sentence_next(&it, &s));
}
END_TEST

START_TEST(blanks_belong_to_no_sentence)
{
	struct sentence_rules rules = sentence_rules("en");
	struct sentence_iter it;
	struct sentence s;

	sentence_begin(&it, SLICE("  He left.  So. "), &rules);
	ck_assert(sentence_next(&it, &s));
	ck_assert_uint_eq(s.begin, 2);
	ck_assert_uint_eq(s.end, 10);
	ck_assert(sentence_next(&it, &s));
	ck_assert_uint_eq(s.begin, 12);
	ck_assert_uint_eq(s.end, 15);
}
END_TEST

START_TEST(any_bytes_are_covered)
{
	struct sentence_rules rules = sentence_rules("en");
	struct buf out = { 0 };
	char text[400];
	unsigned seed = (unsigned)_i;

	for (size_t i = 0; i < sizeof text; i++) {
		static const char some[] =
		    "..!? \"'()[]-aA1b.I\xe2\x80\x9c\xe2\x80\xa6\xe3\x80\x82"
		    "\xff\xc3 .";

		seed = seed * 1103515245 + 12345;
		text[i] = some[(seed >> 16) % (sizeof some - 1)];
	}
	split((struct slice){ text, sizeof text }, &rules, &out);
	ck_assert_uint_ge(out.n, sizeof text);
	buf_free(&out);
}
END_TEST

/* A piece of text, repeated; where the first sentence must end. */
static const struct {
	const char *why, *piece;
	size_t end;
} endless_cases[] = {
	{ "words", "aaa bbb ", 8 * (SENTENCE_MAX / 8) - 1 },
	{ "one word", "a", SENTENCE_MAX },
	{ "three-byte letters", "い", SENTENCE_MAX / 3 * 3 },
	{ "four-byte letters", "a🙂", SENTENCE_MAX - 3 },
	{ "ideographic spaces", "a　", SENTENCE_MAX - 3 },
	{ "no UTF-8 at all", "\x80", SENTENCE_MAX },
	{ "periods", ".", SENTENCE_MAX },
};

START_TEST(endless_text_is_cut)
{
	struct sentence_rules rules = sentence_rules("en");
	const char *piece = endless_cases[_i].piece;
	struct sentence_iter it;
	struct sentence s;
	struct buf in = { 0 };
	size_t last = 0;

	while (in.n < 3 * SENTENCE_MAX)
		buf_add(&in, slice_str(piece));
	sentence_begin(&it, buf_slice(&in), &rules);
	while (sentence_next(&it, &s)) {
		ck_assert_uint_le(s.end - s.begin, SENTENCE_MAX);
		ck_assert_uint_ge(s.begin, last);
		if (last == 0)
			ck_assert_uint_eq(s.end, endless_cases[_i].end);
		last = s.end;
	}
	ck_assert_uint_ge(last + 4, in.n);	/* blanks at the end */
	buf_free(&in);
}
END_TEST

START_TEST(unknown_language_has_script_rules)
{
	struct sentence_rules rules = sentence_rules("tlh");
	struct buf out = { 0 };

	split(SLICE("maj. Qapla. 他走了。她留下了。"), &rules, &out);
	ck_slice(buf_slice(&out), "maj.| Qapla.| 他走了。|她留下了。",
	    "unknown language");
	buf_free(&out);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("sentence");
	TCase *t = tcase_create("sentence");

	tcase_add_loop_test(t, sentences_follow_table, 0, COUNT(cases));
	tcase_add_loop_test(t, foreign_sentences_follow_table, 0,
	    COUNT(foreign_cases));
	tcase_add_test(t, nothing_but_blanks_is_no_sentence);
	tcase_add_test(t, blanks_belong_to_no_sentence);
	tcase_add_loop_test(t, any_bytes_are_covered, 0, 50);
	tcase_add_loop_test(t, endless_text_is_cut, 0, COUNT(endless_cases));
	tcase_add_test(t, unknown_language_has_script_rules);
	suite_add_tcase(s, t);
	return unit_run(s);
}
