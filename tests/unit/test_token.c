#include "config.h"

#include "base/buf.h"
#include "text/token.h"
#include "unit.h"

static const struct {
	const char *why, *text, *tokens;
} cases[] = {
	{ "empty", "", "" },
	{ "blanks only", " \t\n", "" },
	{ "words and a stop", "The mayor resigned.", "The|mayor|resigned|." },
	{ "commas", "Yes, no; maybe", "Yes|,|no|;|maybe" },
	{ "hyphens stay", "a rock-solid plan", "a|rock-solid|plan" },
	{ "negation", "They don't.", "They|do|n't|." },
	{ "curly negation", "isn’t it", "is|n’t|it" },
	{ "can't", "can't", "ca|n't" },
	{ "possessive", "Smith's dog", "Smith|'s|dog" },
	{ "curly possessive", "Smith’s dog", "Smith|’s|dog" },
	{ "after a mark", "“CQ”’s name", "“|CQ|”|’s|name" },
	{ "other contractions", "we've they'll I'm you're he'd",
	    "we|'ve|they|'ll|I|'m|you|'re|he|'d" },
	{ "name with apostrophe", "O'Brien and O’Neil", "O'Brien|and|O’Neil" },
	{ "plural possessive", "both sides’ future", "both|sides|’|future" },
	{ "capitals", "WON'T", "WO|N'T" },
	{ "abbreviation inside", "Mr. Lee of Acme Inc., he said.",
	    "Mr.|Lee|of|Acme|Inc.|,|he|said|." },
	{ "U.S.", "the U.S. army left the U.S.",
	    "the|U.S.|army|left|the|U.S." },
	{ "initial", "John F. Doe", "John|F.|Doe" },
	{ "stop before a closing mark", "It is done.” He left.",
	    "It|is|done|.|”|He|left|." },
	{ "two sentences", "He left. “So be it.", "He|left|.|“|So|be|it|." },
	{ "lost blank", "It ended.Then he left", "It|ended|.|Then|he|left" },
	{ "numbers", "5,20,000 at 10:30 on 1/2 for $3.5m",
	    "5,20,000|at|10:30|on|1/2|for|$|3.5m" },
	{ "percent", "30% up", "30|%|up" },
	{ "dots and dashes", "Well... he -- no", "Well|...|he|--|no" },
	{ "dash", "a—b", "a|—|b" },
	{ "double marks", "\"a\" “b” ''c'' ``d'' ’’",
	    "\"|a|\"|“|b|”|''|c|''|``|d|''|’’" },
	{ "single marks", "‘a’ 'b' `c'", "‘|a|’|'|b|'|`|c|'" },
	{ "elision", "rock 'n' roll of the '90s",
	    "rock|'|n|'|roll|of|the|'|90s" },
	{ "height", "He is 6'2 tall", "He|is|6'2|tall" },
	{ "address", "see https://a.b/c?d=1, ok", "see|https://a.b/c?d=1|,|ok" },
	{ "handle and tag", "@ann #vote", "@ann|#vote" },
	{ "letters beyond ASCII", "Schröder était là", "Schröder|était|là" },
	{ "no-break space", "10\xC2\xA0" "am", "10|am" },
	{ "broken bytes", "a\xFF" "b \xE2\x80", "a\xFF" "b|\xE2|\x80" },
	{ "odd blanks", "a\u1680b\u2009c\u2028d\u2029e\u202ff\u205fg\u3000h"
	    "\ufeffi", "a|b|c|d|e|f|g|h|i" },
	{ "letters of Latin-1", "ªµº", "ªµº" },
	{ "signs of Latin-1", "a×b÷c", "a|×|b|÷|c" },
	{ "zero width inside a word", "a\u200cb", "a\u200cb" },
	{ "below the line", "H₂O in Å", "H₂O|in|Å" },
	{ "odd punctuation", "so⸮no", "so|⸮|no" },
	{ "wide punctuation", "他、她！", "他|、|她|！" },
	{ "picture", "so😀", "so|😀" },
	{ "other single marks", "‚a‛ ‹b›", "‚|a|‛|‹|b|›" },
	{ "low marks do not make one", "‚‚a", "‚|‚|a" },
	{ "other double marks", "«a» „b‟ c″ 〝d〞 ＂e＂",
	    "«|a|»|„|b|‟|c|″|〝|d|〞|＂|e|＂" },
	{ "bytes that begin nothing", "a \xE2(b \xF5", "a|\xE2|(|b|\xF5" },
	{ "a mark after an n", "don' isn'tx", "don|'|isn'tx" },
	{ "lost blank, not after a capital", "IT.Then aB.Then a1b2.Then",
	    "IT.Then|aB.Then|a1b2.Then" },
	{ "abbreviation before other marks", "at Inc.; Corp.: Co.'s Ltd.",
	    "at|Inc.|;|Corp.|:|Co.|'s|Ltd|." },
	{ "small abbreviation before a capital", "the inc. The word. The",
	    "the|inc.|The|word|.|The" },
	{ "abbreviation before a mark and a word", "boats etc. (so) it",
	    "boats|etc.|(|so|)|it" },
	{ "abbreviation and a long line", "It is Inc. ---------- so",
	    "It|is|Inc|.|----------|so" },
	{ "abbreviation and nothing", "It is Inc. —", "It|is|Inc|.|—" },
	{ "abbreviation and a dash", "It is Inc.—so", "It|is|Inc|.|—|so" },
	{ "signs inside words", "a_b R&D a‐b a\u2011b x@y.z",
	    "a_b|R&D|a‐b|a\u2011b|x@y.z" },
	{ "signs between words", "a,b c:d and/or", "a|,|b|c|:|d|and|/|or" },
	{ "address in brackets", "(see http://a.b/c).",
	    "(|see|http://a.b/c|)|." },
	{ "address before a mark", "http://a.b\"x\" https://a.b<c",
	    "http://a.b|\"|x|\"|https://a.b|<|c" },
	{ "address before a dash", "www.a.b—so", "www.a.b|—|so" },
	{ "address of nothing", "http://... www.", "http://|...|www|." },
	{ "brackets", "(it’s) [sic]", "(|it|’s|)|[|sic|]" },
};

START_TEST(tokens)
{
	struct slice text = slice_str(cases[_i].text);
	struct token_piece piece;
	struct buf out = { 0 };
	size_t pos = 0, last = 0;

	while (token_next(text, &pos, &piece)) {
		ck_assert_uint_le(last, piece.begin);
		ck_assert_uint_lt(piece.begin, piece.end);
		last = piece.end;
		if (out.n > 0)
			buf_putc(&out, '|');
		buf_add(&out, slice_sub(text, piece.begin, piece.end));
	}
	ck_assert(!token_next(text, &pos, &piece));
	ck_slice(buf_slice(&out), cases[_i].tokens, cases[_i].why);
	buf_free(&out);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("token");
	TCase *tc = tcase_create("token");

	tcase_add_loop_test(tc, tokens, 0, COUNT(cases));
	suite_add_tcase(s, tc);
	return unit_run(s);
}
