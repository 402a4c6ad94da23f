#include "config.h"

#include "news/quotation.h"
#include "news/speaker.h"
#include "news/tokens.h"
#include "unit.h"

/*
 * TEXT has a paragraph a line, its sentences between bars.  <content> and
 * {source} are marked; the n-th source belongs to the n-th content, {} is
 * none, and a cue stands with every source that is there; [cues] of their
 * own belong to the content that follows.  Expected: the speakers, bars
 * between.
 */
static const struct {
	const char *why, *text, *speakers;
} cases[] = {
	{ "full name", "{Anna Lindqvist} said <the bridge is safe>.",
	    "Anna Lindqvist" },
	{ "surname later", "Anna Lindqvist leads the council.|{Lindqvist} said "
	    "<the bridge is safe>.", "Anna Lindqvist" },
	{ "surname before its full name", "{Lindqvist} said <the bridge is "
	    "safe>.|Mayor Anna Lindqvist spoke later.", "Anna Lindqvist" },
	{ "given name alone", "Anna Lindqvist leads the council.|{Anna} said "
	    "<it is safe>.", "Anna Lindqvist" },
	{ "honorific", "Anna Lindqvist leads.|{Ms. Lindqvist} said <it is "
	    "safe>.", "Anna Lindqvist" },
	{ "gender of the honorific picks the spouse", "Anna Lindqvist and Erik "
	    "Lindqvist own it.|{Mrs. Lindqvist} said <it is old>.|{Mr. "
	    "Lindqvist} said <it is new>.", "Anna Lindqvist|Erik Lindqvist" },
	{ "latest full name of two", "{Peter Novak} said <one>.|{Karel Novak} "
	    "said <two>.|{Novak} said <three>.",
	    "Peter Novak|Karel Novak|Karel Novak" },
	{ "Chinese order", "Foreign Minister Chen Guoliang spoke.|{Chen} said "
	    "<we agree>.|{Guoliang} said <we agree>.",
	    "Chen Guoliang|Chen Guoliang" },
	{ "Korean order", "{Park Min-seo} said <yes>.|{Park} said <no>.",
	    "Park Min-seo|Park Min-seo" },
	{ "Arabic particle", "{Yusuf al-Rashid} said <yes>.|{Al-Rashid} said "
	    "<no>.", "Yusuf al-Rashid|Yusuf al-Rashid" },
	{ "Spanish compound", "{María Ibarra de la Torre} said <yes>.",
	    "María Ibarra de la Torre" },
	{ "age after the name", "Peter Novak, 72, and Anna Lindqvist, 70, live "
	    "there.|{The 72-year-old} said <it was loud>.|{The 70-year-old} "
	    "said <it was not>.", "Peter Novak|Anna Lindqvist" },
	{ "age that nobody was said to have", "Peter Novak scored twice.|{The "
	    "28-year-old} said <it went well>.", "Peter Novak" },
	{ "age before the name", "A teacher, the 34-year-old Anna Lindqvist, "
	    "met Peter Novak, 40.|{The 34-year-old driver} said <yes>.",
	    "Anna Lindqvist" },
	{ "union with its acronym", "Members of the Care and Support Workers' "
	    "Union (CSWU) met.|{The union} said <it would strike>.",
	    "Care and Support Workers' Union" },
	{ "whose name begins with a plural", "Members of the Farmers' Union "
	    "met.|{The opposition Peoples' Renewal Congress} said <no>.|{The "
	    "congress} said <never>.", "Peoples' Renewal Congress|"
	    "Peoples' Renewal Congress" },
	{ "what the organisation makes", "{Norwegian packaging maker Orvane} "
	    "said <yes>.", "Orvane" },
	{ "rank and role are no name", "Chief Minister Peter Novak met Anna "
	    "Lindqvist.|{The Chief Minister} said <yes>.", "Peter Novak" },
	{ "leader of the opposition", "{Leader of the Opposition R. Novak} said "
	    "<no>.|{Mr. Novak} said <never>.", "R. Novak|R. Novak" },
	{ "from where the named one comes", "{The committee's top expert, Sen. "
	    "Peter Novak of Velda,} said <yes>.", "Peter Novak" },
	{ "when is no part of who", "{Norway's prime minister last week} said "
	    "<yes>.", "Norway's prime minister" },
	{ "a place is no party", "The Velda Reform Party met.|In a letter read "
	    "in Orvo, {the party} said <no>.", "Velda Reform Party" },
	{ "a ministry is no company", "Orvane Group shut its works.|{The health "
	    "ministry} said <two were hurt>.", "health ministry" },
	{ "whom one commends one is not", "The governor, Peter Novak, spoke."
	    "|{The governor} said <yes>.|Anna Lindqvist, commended the governor "
	    "for it.", "Peter Novak" },
	{ "first word of a company", "Vexis Dynamics won the work.|{Vexis} said "
	    "<it was the best>.", "Vexis Dynamics" },
	{ "office in the lead", "{The chair of a Senate committee} said <she "
	    "would go>.|Sen. Laura Hale said nothing else.", "Laura Hale" },
	{ "name at the end of the sentence", "“<It is so>,” said {the "
	    "committee's chair}, Peter Novak.", "Peter Novak" },
	{ "the one of that nation", "The Norwegian runner Peter Novak lost.|"
	    "Anna Lindqvist won.|“<It hurts>,” {the Norwegian} said.",
	    "Peter Novak" },
	{ "a committee is no department", "The Velda Works Department built it."
	    "|{The committee} said <no>.", "committee" },
	{ "head of a description", "{One member of the council} said <yes>.|"
	    "{The council} said <no>.", "One member of the council|council" },
	{ "spokesperson in the lead", "{A ministry spokesperson} said <yes>.|"
	    "Spokesperson Anna Lindqvist said nothing else.", "Anna Lindqvist" },
	{ "spokesman of the subject before", "The Velda Water Company did not "
	    "deny it.|{A spokesman} said <it was late>.",
	    "Velda Water Company" },
	{ "staff at a company", "{Executives at Velda Motors} said <no>.",
	    "Executives at Velda Motors" },
	{ "minister for justice", "{Minister for Justice Peter Novak} said <no>.",
	    "Peter Novak" },
	{ "spokesman of the company named after", "{A spokesman for the label,} "
	    "Foxglove Industries, said <no>.", "Foxglove Industries" },
	{ "nickname in marks", "{Robert “Bobby” Hale} said <yes>.|{Hale} said "
	    "<no>.", "Robert Hale|Robert Hale" },
	{ "nickname for the given name", "William Hale won.|{Bill Hale} said "
	    "<yes>.|Later {William Hale} said <no>.",
	    "William Hale|William Hale" },
	{ "initial", "{John R. Hale} said <yes>.|{Hale} said <no>.",
	    "John R. Hale|John R. Hale" },
	{ "office with of", "{Secretary of State Laura Hale} said <yes>.",
	    "Laura Hale" },
	{ "lower-case title", "The club's {coach Marek Dvorak} said <yes>.",
	    "Marek Dvorak" },
	{ "he", "Peter Novak met Anna Lindqvist.|{He} said <it went well>.",
	    "Peter Novak" },
	{ "she", "Peter Novak met Anna Lindqvist.|{She} said <it went well>.",
	    "Anna Lindqvist" },
	{ "he is who spoke", "“<It is safe>,” {Peter Novak} said.|The room "
	    "belonged to Marek Hale.\n“<It is safe>,” {he} said.",
	    "Peter Novak|Peter Novak" },
	{ "nobody for she", "Peter Novak waited.|{She} said <it went well>.",
	    "" },
	{ "the minister", "Foreign Minister Anna Lindqvist met Peter Novak, a "
	    "farmer.|{The foreign minister} said <it went well>.",
	    "Anna Lindqvist" },
	{ "the diplomat is the ambassador", "Anna Lindqvist, the Norwegian "
	    "ambassador, met Peter Novak.|{The diplomat} said <yes>.",
	    "Anna Lindqvist" },
	{ "title before name", "{The foreign minister} said <yes>.|Foreign "
	    "Minister Anna Lindqvist left later.", "Anna Lindqvist" },
	{ "country tells ambassadors apart", "The Norwegian ambassador, Anna "
	    "Lindqvist, met the Czech ambassador, Eva Novak.|{The Norwegian "
	    "diplomat} said <yes>.", "Anna Lindqvist" },
	{ "a role nobody has", "{The pilot} said <yes>.", "pilot" },
	{ "unnamed", "{A senior official} said <yes>.", "A senior official" },
	{ "spokesperson for", "{A spokesman for the Harbour Authority} said "
	    "<yes>.", "Harbour Authority" },
	{ "spokesperson of", "{A Harbour Authority spokeswoman} said <yes>.",
	    "Harbour Authority" },
	{ "capital for country", "Norway is angry.|{Oslo} says <no>.",
	    "Norway" },
	{ "capital alone", "{Oslo} says <no>.", "Norway" },
	{ "document of", "{A report by the Harbour Authority} said <yes>.",
	    "Harbour Authority" },
	{ "document again", "{The Harbour Authority} said in a statement <it "
	    "is safe>.|{The statement} said <ships may pass>.",
	    "Harbour Authority|Harbour Authority" },
	{ "the authority", "The Harbour Authority met.|{The authority} said "
	    "<yes>.", "Harbour Authority" },
	{ "it", "{The Harbour Authority} said <it is safe>.|{It} said <ships "
	    "may pass>.", "Harbour Authority|Harbour Authority" },
	{ "who", "Anna Lindqvist, {who} said <yes>, left.", "Anna Lindqvist" },
	{ "two names", "{Anna Lindqvist and Peter Novak} said <yes>.",
	    "Anna Lindqvist; Peter Novak" },
	{ "the two ministers", "Minister Anna Lindqvist met minister Peter "
	    "Novak.|{The two ministers} said <yes>.",
	    "Anna Lindqvist; Peter Novak" },
	{ "continued", "“<It is safe>,” {Anna Lindqvist} said.\n“<It will "
	    "stand>.”{}", "Anna Lindqvist|Anna Lindqvist" },
	{ "three names", "{Anna Lindqvist, Peter Novak and Eva Hale} said "
	    "<yes>.", "Anna Lindqvist; Peter Novak; Eva Hale" },
	{ "a name and a described one", "{Lindqvist and her deputy, Peter "
	    "Novak}, said <yes>.|Anna Lindqvist left.",
	    "Anna Lindqvist; Peter Novak" },
	{ "experts listed", "{three doctors -- Anna Lindqvist at the clinic "
	    "and Peter Novak of the town --} said <yes>.",
	    "Anna Lindqvist; Peter Novak" },
	{ "title a sentence before the name", "{Norway's foreign minister} "
	    "said <yes>.|Anna Lindqvist also offered help.|{The foreign "
	    "minister} said <no>.", "Anna Lindqvist|Anna Lindqvist" },
	{ "who spoke alone goes on", "“<One>,” said {Peter Novak}.\n{He} said "
	    "<two>.\n{Novak} said <three>.\nMarek Hale has been waiting for "
	    "years.\n“<Four>,” {he} said.",
	    "Peter Novak|Peter Novak|Peter Novak|Peter Novak" },
	{ "a country in between", "“<One>,” said {Peter Novak}.\n{He} said "
	    "<two>.\n{Novak} said <three>.\n{Norway} asked for <time>.\nMarek "
	    "Hale has been waiting for years.\n“<Four>,” {he} said.",
	    "Peter Novak|Peter Novak|Peter Novak|Norway|Peter Novak" },
	{ "the country", "Norway signed.|{The country} said <yes>.", "Norway" },
	{ "the company", "Hale Motors was founded in Oslo.|{The company} said "
	    "<yes>.", "Hale Motors" },
	{ "called a group", "Hale Motors fired many.|The group, Bergen Riders "
	    "Coalition, wrote to Hale Motors.|{The group} said <yes>.",
	    "Bergen Riders Coalition" },
	{ "short organisation", "The Bergen Post reported it.|{The Post} said "
	    "<yes>.", "Bergen Post" },
	{ "a company's spokesperson", "Hale Motors was founded in Oslo.|{A "
	    "company spokesperson} said <yes>.", "Hale Motors" },
	{ "his statement", "{Peter Novak} said <yes>.|{His statement} said "
	    "<no>.", "Peter Novak|Peter Novak" },
	{ "goes on in the sentence", "{Peter Novak} said <yes>, adding "
	    "<no>.{}", "Peter Novak|Peter Novak" },
	{ "prince", "Prince Harald left.|{Harald} said <yes>.",
	    "Prince Harald" },
	{ "surname that is a trade", "{Marek Baker} said <yes>.|{Baker} said "
	    "<no>.", "Marek Baker|Marek Baker" },
	{ "family name that is a pronoun", "I met {He Guoliang}, who said "
	    "<yes>.", "He Guoliang" },
	{ "all of a compound name", "{Kathrine Dahl Berge} said <one>.|{Dahl "
	    "Berge} said <two>.|{Dahl Berge} said <three>.",
	    "Kathrine Dahl Berge|Kathrine Dahl Berge|Kathrine Dahl Berge" },
	{ "office of an organisation", "{CEO of the Refugee Council Erik "
	    "Novak} said <yes>.", "Erik Novak" },
	{ "office for something", "{Undersecretary for Schools Mr. Novak} said "
	    "<yes>.", "Novak" },
	{ "ambassador to a country", "{Danish Ambassador to the United States "
	    "Erik Novak} said <yes>.", "Erik Novak" },
	{ "position before a name", "{Bergen GK Erik Novak} said <yes>.|"
	    "{Novak} said <no>.", "Erik Novak|Erik Novak" },
	{ "brackets before an apposition", "{The secretary general of NFB} "
	    "(Northern Fishing Board), Erik Novak, said <yes>.",
	    "Erik Novak" },
	{ "newspaper that is a trade", "Anna Hale, a trustee, left.|{The "
	    "Guardian} said <yes>.", "Guardian" },
	{ "fuller before", "{The authors of the study} said <yes>.|{The "
	    "authors} said <no>.", "authors of the study|authors of the study" },
	{ "they who met", "Anna Lindqvist met Peter Novak in Oslo.|{They} said "
	    "<yes>.", "Anna Lindqvist; Peter Novak" },
	{ "he is nobody named long ago", "Peter Novak left.|It rained.|It "
	    "snowed.|It froze.|It thawed.|It rained.|Roads closed.|It "
	    "snowed.|A man slept.|{He} said <yes>.", "" },
	{ "surname without its article", "{Yusuf al-Rashid} said <yes>.|{Rashid} "
	    "said <no>.", "Yusuf al-Rashid|Yusuf al-Rashid" },
	{ "surname without its accents", "{László Kovács} said <yes>.|{Kovacs} "
	    "said <no>.", "László Kovács|László Kovács" },
	{ "particles at the start of a sentence", "{Greta von der Heide} said "
	    "<yes>.|{Von der Heide} said <no>.",
	    "Greta von der Heide|Greta von der Heide" },
	{ "sir and a given name", "{Sir Edmund Hale} said <yes>.|{Sir Edmund} "
	    "said <no>.", "Edmund Hale|Edmund Hale" },
	{ "queen with a number", "{Queen Ingrid II} said <yes>.|{Queen Ingrid} "
	    "said <no>.", "Queen Ingrid II|Queen Ingrid II" },
	{ "the president of no bank", "President Olga Hale met Peter Novak, the "
	    "president of the Harbour Bank of Bergen.|{The president} said "
	    "<yes>.", "Olga Hale" },
	{ "headline's verb", "Anna Lindqvist Blasts Rival over the bridge\n"
	    "{Anna Lindqvist} said <yes>.", "Anna Lindqvist" },
	{ "relative clause after a name", "Anna Lindqvist, the minister, "
	    "{who} said <yes>, left.", "Anna Lindqvist" },
	{ "source with an adjunct", "{The Harbour Authority in a statement on "
	    "Tuesday} said <yes>.", "Harbour Authority" },
	{ "headline is no name", "Peter Novak Wins His Seat Again After Long "
	    "Count\n{Peter Novak} said <yes>.", "Peter Novak" },
	{ "bare head", "Bergen police closed the road.|{Police} said <yes>.",
	    "Bergen police" },
	{ "participle of who begins the sentence", "Peter Novak, who met Anna "
	    "Lindqvist, was more careful, [saying] <it was late>.{}",
	    "Peter Novak" },
	{ "of the board that begins it", "The Harbour Authority, which met Anna "
	    "Lindqvist, was more careful, [saying] <it was late>.{}",
	    "Harbour Authority" },
	{ "of whose firm", "Peter Novak, whose firm met Anna Lindqvist, was "
	    "more careful, [saying] <it was late>.{}", "Peter Novak" },
	{ "participle first", "[Observing] <that the lake was dry>, Anna "
	    "Lindqvist left.{}", "Anna Lindqvist" },
	{ "participle first, and a court", "[Observing] <that the lake was dry>,"
	    " the Harbour Authority left.{}", "Harbour Authority" },
	{ "participle first, no name", "[Observing] <that the lake was dry>, "
	    "everybody left.{}", "" },
	{ "participle first, no comma", "[Observing] <that the lake was dry> "
	    "and wide.{}", "" },
	{ "participle first, a name too late", "[Observing] <that the lake was "
	    "dry>, as it had been, Anna Lindqvist left.{}", "" },
	{ "participle behind a dateline", "VELDA: [Observing] <that the lake was "
	    "dry>, Anna Lindqvist left.{}", "Anna Lindqvist" },
	{ "participle and a subject", "Anna Lindqvist left, [saying] <no>.{}",
	    "Anna Lindqvist" },
	{ "participle and who spoke", "{Peter Novak} said <yes>, [adding] "
	    "<no>.{}", "Peter Novak|Peter Novak" },
	{ "participle and a pronoun", "Peter Novak came.|He left, [saying] "
	    "<no>.{}", "Peter Novak" },
	{ "participle and a pronoun in marks", "Anna Lindqvist, “he” to them, "
	    "left, [saying] <no>.{}", "Anna Lindqvist" },
	{ "participle of a thing", "Anna Lindqvist got a letter [saying] "
	    "<no>.{}", "" },
	{ "participle, nobody before", "It rained, [saying] <no>.{}", "" },
	{ "no participle", "Anna Lindqvist left, [said] <no>.{}", "" },
	{ "participle far from its subject", "Anna Lindqvist left the town in "
	    "the rain of a night that was as long and as dark as the road to "
	    "the north and to the old mill at the end of it, where the water "
	    "of the lake ran over the stones and under the trees and by the "
	    "walls of the house and to the sea, [saying] <no>.{}", "" },
	{ "I in marks, soon after", "{Anna Lindqvist} said <yes>.|“{I} told "
	    "them <no>.”", "Anna Lindqvist|Anna Lindqvist" },
	{ "I in marks, long after", "{Anna Lindqvist} said <yes>.|It rained.|"
	    "It snowed.|It froze.|“{I} told them <no>.”", "Anna Lindqvist|" },
	{ "I in marks, nobody spoke", "“{I} told them <no>.”", "" },
	{ "they, two persons named again", "Anna Lindqvist met Peter Novak and "
	    "Lindqvist thanked Novak.|{They} said <yes>.",
	    "Anna Lindqvist; Peter Novak" },
	{ "they, she and her people", "Anna Lindqvist and her colleagues went "
	    "on.|{They} said <yes>.", "Anna Lindqvist and her colleagues" },
	{ "they, he and his old people", "Peter Novak and his old colleagues "
	    "went on.|{They} said <yes>.", "Peter Novak and his old colleagues" },
	{ "they, he and his firm", "Peter Novak and his company went on.|{They} "
	    "said <yes>.", "Peter Novak and his company" },
	{ "they, she and one more", "Anna Lindqvist and her daughter went on.|"
	    "{They} said <yes>.", "" },
	{ "they, several who spoke", "{The ministers} said <yes>.|{They} said "
	    "<no>.", "ministers|ministers" },
	{ "it, who spoke", "{The Harbour Authority} said <the boat was "
	    "late>.|{It} said <yes>.", "Harbour Authority|Harbour Authority" },
	{ "it, whose first word is a given name", "{Barton Industries} said "
	    "<the boat was late>.|{It} said <yes>.",
	    "Barton Industries|Barton Industries" },
	{ "she, whose surname is a word of companies", "{Judith Bank} said "
	    "<the boat was late>.|{She} said <yes>.",
	    "Judith Bank|Judith Bank" },
	{ "it, too long ago", "Hale Motors opened.|It rained.|A man slept.|A "
	    "dog ran.|A cat sat.|{It} said <yes>.", "" },
	{ "which", "The Harbour Authority, {which} said <yes>, left.",
	    "Harbour Authority" },
	{ "who, of a description", "Anna Lindqvist, a nurse, {who} said <yes>, "
	    "left.", "Anna Lindqvist" },
	{ "who, of no name", "The man {who} said <yes> left.", "man" },
	{ "who asks", "Anna Lindqvist left.|{Who} said <no>?", "" },
	{ "that", "The report {that} said <yes> was late.", "report" },
	{ "himself", "{Peter Novak himself} said <yes>.", "Peter Novak" },
	{ "herself", "{Anna Lindqvist herself} said <yes>.", "Anna Lindqvist" },
	{ "undersecretary for a thing", "{Undersecretary for Schools Mr. Peter "
	    "Novak} said <yes>.", "Peter Novak" },
	{ "minister for affairs", "{Minister for European Affairs Anna "
	    "Lindqvist} said <yes>.", "Anna Lindqvist" },
	{ "apposed board with an article", "{The harbour's owner, the Harbour "
	    "Authority} said <yes>.", "Harbour Authority" },
	{ "mayor of a party", "{The town's mayor, Peter Novak (R-Velda)} said "
	    "<yes>.", "Peter Novak" },
	{ "his lawyer", "{Peter Novak's lawyer} said <yes>.",
	    "Peter Novak's lawyer" },
	{ "he and she", "{Peter Novak and Anna Lindqvist} said <yes>.|{Both} "
	    "said <no>.", "Peter Novak; Anna Lindqvist|"
	    "Peter Novak; Anna Lindqvist" },
	{ "in late February", "{Peter Novak in late February} said <yes>.",
	    "Peter Novak" },
	{ "whose words", "{Peter Novak, whose boat sank,} said <yes>.",
	    "Peter Novak" },
};

/* Add TEXT without its marks; ranges of contents and sources are noted. */
static size_t
build(struct document *doc, const char *text, struct attribution *attr)
{
	struct buf sent = { 0 };
	struct text_row row = { .doc = SLICE("test"), .par = 1, .sent = 1,
	    .class = CLASS_BODY };
	size_t contents = 0, sources = 0, base = 0;

	for (const char *p = text;; p++) {
		uint32_t at = (uint32_t)(base + sent.n);

		if (*p == '|' || *p == '\n' || *p == '\0') {
			struct offset_pair pair = { .doc = base };

			row.map = (struct offset_map){ &pair, 1, 1 };
			row.text = buf_slice(&sent);
			row.begin = base;
			row.end = base + sent.n;
			document_add(doc, &row);
			base += sent.n + 1;
			buf_clear(&sent);
			row.sent++;
			row.par += *p == '\n';
			if (*p == '\0')
				break;
		} else if (*p == '<') {
			attr[contents].content[0].begin = at;
		} else if (*p == '>') {
			attr[contents].content[0].end = at;
			attr[contents++].contents = 1;
		} else if (*p == '[') {
			attr[contents].cue[0].begin = at;
		} else if (*p == ']') {
			attr[contents].cue[0].end = at;
			attr[contents].cues = 1;
		} else if (*p == '{') {
			attr[sources].source.begin = at;
		} else if (*p == '}') {
			attr[sources++].source.end = at;
		} else {
			buf_putc(&sent, *p);
		}
	}
	buf_free(&sent);
	return contents;
}

START_TEST(resolves)
{
	struct document doc = { 0 };
	struct attribution attr[8];
	struct buf got = { 0 };
	size_t n;

	for (size_t i = 0; i < 8; i++)
		attr[i] = (struct attribution){ .parent = ATTRIBUTION_NONE,
		    .continues = ATTRIBUTION_NONE, .kind = KIND_INDIRECT };
	n = build(&doc, cases[_i].text, attr);
	token_scan(&doc);
	quotation_find(&doc);
	for (size_t i = 0; i < n; i++) {
		if (document_slice(&doc, attr[i].content[0]).p[-1] < 0)
			attr[i].kind = KIND_DIRECT;	/* after a curly mark */
		if (attr[i].cues > 0)
			continue;
		attr[i].cues = attr[i].source.begin < attr[i].source.end;
		attr[i].cue[0] = attr[i].source;
	}
	speaker_resolve(&doc, attr, n, NULL);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_putc(&got, '|');
		buf_add(&got, attr[i].speaker);
	}
	ck_slice(buf_slice(&got), cases[_i].speakers, cases[_i].why);
	buf_free(&got);
	document_free(&doc);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("speaker");
	TCase *tcase = tcase_create("speaker");

	tcase_add_loop_test(tcase, resolves, 0, COUNT(cases));
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
