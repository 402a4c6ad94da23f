#include "config.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <errno.h>
#include <pcre2.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"
#include "text/pattern.h"

struct pattern {
	struct slice source, value;
	pcre2_code *code;
	bool reported;
};

static void
compile(struct pattern_list *l, struct pattern *p, const char *kind)
{
	PCRE2_UCHAR message[256];
	PCRE2_SIZE at;
	int error;

	p->code = pcre2_compile((PCRE2_SPTR)p->source.p, p->source.n,
	    PCRE2_UTF | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C, &error, &at,
	    NULL);
	if (p->code == NULL) {
		pcre2_get_error_message(error, message, sizeof(message));
		diag_usage("%s.txt: %.*s: %s at byte %zu", kind,
		    (int)p->source.n, p->source.p, (const char *)message,
		    (size_t)at + 1);
	}
	/* without it the same matches take longer */
	if (l->jit && pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE) != 0)
		l->jit = false;
}

void
pattern_open(struct pattern_list *l, const struct lexicon_table *table,
    bool jit)
{
	*l = (struct pattern_list){ .jit = jit };
	if (table == NULL || table->n == 0)
		return;
	l->context = pcre2_match_context_create(NULL);
	l->result = pcre2_match_data_create(1, NULL);
	if (l->context == NULL || l->result == NULL)
		diag_fatal("out of memory");
	pcre2_set_match_limit(l->context, PATTERN_MATCHES);
	pcre2_set_depth_limit(l->context, PATTERN_DEPTH);
	pcre2_set_heap_limit(l->context, PATTERN_HEAP);
	l->at = mem_alloc(table->n, sizeof(*l->at));
	for (size_t i = 0; i < table->n; i++) {
		struct pattern *p = &l->at[l->n++];

		*p = (struct pattern){ 0 };
		p->source = lexicon_key(table, i, &p->value);
		compile(l, p, table->kind);
	}
}

bool
pattern_find(struct pattern_list *l, struct slice text, struct slice *value)
{
	for (size_t i = 0; i < l->n; i++) {
		struct pattern *p = &l->at[i];
		PCRE2_UCHAR message[256];
		int r = pcre2_match(p->code, (PCRE2_SPTR)text.p, text.n, 0,
		    PCRE2_NO_UTF_CHECK, l->result, l->context);

		if (r >= 0) {
			*value = p->value;
			return true;
		}
		if (r == PCRE2_ERROR_NOMATCH || p->reported)
			continue;
		/* not taken for a line that does not match */
		pcre2_get_error_message(r, message, sizeof(message));
		errno = 0;
		diag_error("%.*s: %s; some lines were not looked at",
		    (int)p->source.n, p->source.p, (const char *)message);
		p->reported = true;
	}
	return false;
}

void
pattern_close(struct pattern_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		pcre2_code_free(l->at[i].code);
	free(l->at);
	pcre2_match_data_free(l->result);
	pcre2_match_context_free(l->context);
	*l = (struct pattern_list){ 0 };
}
