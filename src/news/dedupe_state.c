#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "news/dedupe_index.h"
#include "news/dedupe_state.h"

enum { STATE_VERSION = 2, FRAME_HEAD = 16 };

static const char magic[] = "nquote dedupe state";

/* Records of a frame. */
enum record {
	RECORD_FORM = 1,	/* all of a form */
	RECORD_MORE = 2,	/* more rows of a form, or another cluster */
	RECORD_LINE = 3,	/* a whole row that is known: hash, form */
	RECORD_TIES = 4,	/* what a form is joined to, all of it */
	RECORD_ID = 5,		/* hash of the id of a row, form */
	RECORD_EDGE = 6,	/* two ids from -e: hash, form or 0; score */
};

static const char *const errors[] = {
	[DEDUPE_STATE_OK] = "no error",
	[DEDUPE_STATE_LOCKED] = "another run is using it",
	[DEDUPE_STATE_FOREIGN] = "not a state of ndedupe",
	[DEDUPE_STATE_VERSION] = "made by another version of ndedupe",
	[DEDUPE_STATE_WEIGHTS] = "made with other weights or another --match",
	[DEDUPE_STATE_DAMAGED] = "damaged: its log is not what it says",
	[DEDUPE_STATE_IO] = "cannot be read or written",
};

const char *
dedupe_state_strerror(enum dedupe_state_error e)
{
	return errors[e];
}

/* PATH with SUFFIX, and a number if it is not 0; to be freed. */
static char *
beside(const char *path, const char *suffix, uint64_t number)
{
	size_t size = strlen(path) + strlen(suffix) + 24;
	char *name = mem_alloc(size, 1);

	if (number > 0)
		snprintf(name, size, "%s%s%" PRIu64, path, suffix, number);
	else
		snprintf(name, size, "%s%s", path, suffix);
	return name;
}

static int
open_beside(const char *path, const char *suffix, uint64_t number, int flags)
{
	char *name = beside(path, suffix, number);
	int fd = open(name, flags | O_CLOEXEC, 0666);

	free(name);
	return fd;
}

static void
unlink_beside(const char *path, const char *suffix, uint64_t number)
{
	char *name = beside(path, suffix, number);

	unlink(name);
	free(name);
}

/* Read up to N bytes at OFFSET; how many, -1 on error. */
static ssize_t
read_at(int fd, char *to, size_t n, uint64_t offset)
{
	size_t done = 0;

	while (done < n) {
		ssize_t got = pread(fd, to + done, n - done,
		    (off_t)(offset + done));

		if (got == 0)
			break;
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		done += (size_t)got;
	}
	return (ssize_t)done;
}

static bool
write_at(int fd, const char *from, size_t n, uint64_t offset)
{
	size_t done = 0;

	while (done < n) {
		ssize_t put = pwrite(fd, from + done, n - done,
		    (off_t)(offset + done));

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		done += (size_t)put;
	}
	return true;
}

/* Everything that two runs must have in common. */
static uint64_t
weights_id(const struct dedupe *d)
{
	return hash_mix(d->weights->id + (uint64_t)d->level);
}

static enum dedupe_state_error
read_index(struct dedupe_state *s, int fd)
{
	char text[256], name[32];
	uint64_t weights;
	unsigned version;
	ssize_t n = read_at(fd, text, sizeof(text) - 1, 0);

	if (n < 0)
		return DEDUPE_STATE_IO;
	text[n] = '\0';
	if (strncmp(text, magic, sizeof(magic) - 1) != 0)
		return DEDUPE_STATE_FOREIGN;
	if (sscanf(text + sizeof(magic) - 1, " %u", &version) != 1 ||
	    version != STATE_VERSION)
		return DEDUPE_STATE_VERSION;
	if (sscanf(text + sizeof(magic) - 1, " %u\nweights %" SCNx64
	    "\nlog %" SCNu64 "\nlength %" SCNu64 "\nruns %" SCNu32
	    "\nnewest %" SCNd32 "\n%31s", &version, &weights, &s->generation,
	    &s->length, &s->runs, &s->newest, name) != 7 ||
	    strcmp(name, "end") != 0)
		return DEDUPE_STATE_DAMAGED;
	return weights == s->weights ? DEDUPE_STATE_OK : DEDUPE_STATE_WEIGHTS;
}

static bool
sync_directory(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *dir = beside(slash == NULL ? "." : path, "", 0);
	bool good;
	int fd;

	if (slash != NULL)
		dir[slash == path ? 1 : slash - path] = '\0';
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(dir);
	/* not every file system lets a directory be synced: not our loss */
	good = fd < 0 || fsync(fd) == 0 || errno == EINVAL || errno == EROFS;
	if (fd >= 0)
		close(fd);
	return good;
}

/* Put the index in place: from now on the new state counts. */
static bool
write_index(const struct dedupe_state *s)
{
	char *temporary = beside(s->path, ".new", 0), text[256];
	int n = snprintf(text, sizeof(text), "%s %d\nweights %016" PRIx64
	    "\nlog %" PRIu64 "\nlength %" PRIu64 "\nruns %" PRIu32
	    "\nnewest %" PRId32 "\nend\n", magic, STATE_VERSION, s->weights,
	    s->generation, s->length, s->runs, s->newest);
	int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
	    0666);
	bool good = fd >= 0 && write_at(fd, text, (size_t)n, 0) &&
	    fsync(fd) == 0;

	if (fd >= 0)
		good = close(fd) == 0 && good;
	good = good && rename(temporary, s->path) == 0 &&
	    sync_directory(s->path);
	free(temporary);
	return good;
}

enum dedupe_state_error
dedupe_state_open(struct dedupe_state *s, const char *path,
    const struct dedupe *d)
{
	enum dedupe_state_error error;
	int fd;

	*s = (struct dedupe_state){ .path = path, .lock = -1, .log = -1,
	    .weights = weights_id(d), .newest = DEDUPE_NO_DAY };
	s->lock = open_beside(path, ".lock", 0, O_RDWR | O_CREAT);
	if (s->lock < 0)
		return DEDUPE_STATE_IO;
	if (flock(s->lock, LOCK_EX | LOCK_NB) != 0)
		return errno == EWOULDBLOCK ? DEDUPE_STATE_LOCKED :
		    DEDUPE_STATE_IO;
	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		return errno == ENOENT ? DEDUPE_STATE_OK : DEDUPE_STATE_IO;
	error = read_index(s, fd);
	close(fd);
	if (error != DEDUPE_STATE_OK)
		return error;
	if (s->generation > 1)	/* a run was ended before it could */
		unlink_beside(path, ".log.", s->generation - 1);
	s->log = open_beside(path, ".log.", s->generation, O_RDWR);
	return s->log >= 0 ? DEDUPE_STATE_OK :
	    errno == ENOENT ? DEDUPE_STATE_DAMAGED : DEDUPE_STATE_IO;
}

void
dedupe_state_close(struct dedupe_state *s)
{
	if (s->log >= 0)
		close(s->log);
	if (s->lock >= 0)
		close(s->lock);	/* and unlock */
	s->log = s->lock = -1;
}

/* Numbers, lowest byte first on any machine. */
static void
put(struct buf *b, uint64_t value, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++)
		buf_putc(b, (char)(value >> 8 * i));
}

/* A frame being read; BAD once something was not there. */
struct reader {
	const unsigned char *p, *end;
	bool bad;
};

static uint64_t
get(struct reader *r, unsigned bytes)
{
	uint64_t value = 0;

	if ((size_t)(r->end - r->p) < bytes) {
		r->bad = true;
		return 0;
	}
	for (unsigned i = 0; i < bytes; i++)
		value |= (uint64_t)*r->p++ << 8 * i;
	return value;
}

static void
put_docs(struct buf *b, const struct dedupe *d, const struct dedupe_form *f,
    size_t rows)
{
	uint64_t last = 0;
	size_t at = b->n;
	uint32_t n = 0;

	put(b, 0, 4);
	for (uint32_t i = f->row; i != DEDUPE_NONE; i = d->row[i].next) {
		uint64_t doc = d->doc[d->row[i].doc];

		/* rows of one document mostly come together */
		if (i >= rows || (n > 0 && doc == last))
			continue;
		put(b, last = doc, 8);
		n++;
	}
	for (unsigned i = 0; i < 4; i++)
		b->p[at + i] = (char)(n >> 8 * i);
}

static void
put_seeds(struct buf *b, const struct dedupe *d, const struct dedupe_form *f)
{
	uint32_t seed[DEDUPE_SEEDS_MAX];
	size_t n = dedupe_seeds_of(d, (size_t)(f - d->form), seed);

	put(b, n, 1);
	for (size_t i = 0; i < n; i++)
		put(b, seed[i], 4);
}

static void
put_form(struct buf *b, const struct dedupe *d, const struct dedupe_form *f)
{
	const struct dedupe_speaker *s = &d->speaker[f->speaker];

	put(b, RECORD_FORM, 1);
	put(b, f->key, 8);
	put(b, f->words, 8);
	put(b, f->doc, 8);
	put(b, f->cluster, 8);
	put(b, f->run, 4);
	put(b, (uint32_t)f->first, 4);
	put(b, (uint32_t)f->last, 4);
	put(b, f->count, 4);
	put(b, f->total, 4);
	put(b, (uint64_t)(f->unquoted | f->common << 1), 1);
	put(b, s->n, 1);
	for (size_t i = 0; i < s->n; i++)
		put(b, s->name[i], 4);
	put(b, f->n, 4);
	for (size_t i = 0; i < f->n; i++)
		put(b, d->token[f->token + i], 4);
	put_seeds(b, d, f);
	put_docs(b, d, f, d->rows);
}

static void
put_more(struct buf *b, const struct dedupe *d, const struct dedupe_form *f)
{
	put(b, RECORD_MORE, 1);
	put(b, f->key, 8);
	put(b, f->doc, 8);
	put(b, f->cluster, 8);
	put(b, (uint32_t)f->first, 4);
	put(b, (uint32_t)f->last, 4);
	put(b, f->count, 4);
	put(b, f->common, 1);
	put_docs(b, d, f, d->own_rows);
}

static void
put_ties(struct buf *b, const struct dedupe *d, const struct dedupe_form *f)
{
	const struct dedupe_former *former = &d->former[f - d->form];

	put(b, RECORD_TIES, 1);
	put(b, f->key, 8);
	put(b, former->n, 4);
	for (uint32_t i = 0; i < former->n; i++) {
		const struct dedupe_tied *t = &d->tied[former->tied + i];

		put(b, t->to, 8);
		put(b, t->share, 2);
		put(b, t->tie, 1);
	}
}

static bool
get_docs(struct reader *r, struct dedupe_memory *m, struct buf *docs)
{
	uint32_t n = (uint32_t)get(r, 4);

	buf_clear(docs);
	if ((size_t)(r->end - r->p) / 8 < n)
		return false;
	for (uint32_t i = 0; i < n; i++) {
		uint64_t doc = get(r, 8);

		buf_add(docs, (struct slice){ (char *)&doc, sizeof(doc) });
	}
	m->docs = n;
	m->doc_list = docs->p;
	return true;
}

static bool
get_seeds(struct reader *r, struct dedupe_memory *m, uint32_t *seed)
{
	if ((m->seeds = (size_t)get(r, 1)) > DEDUPE_SEEDS_MAX)
		return false;
	for (size_t i = 0; i < m->seeds; i++)
		seed[i] = (uint32_t)get(r, 4);
	m->seed = seed;
	return true;
}

static bool
get_form(struct reader *r, struct dedupe_memory *m, struct buf *tokens,
    struct buf *docs, uint32_t *seed)
{
	struct dedupe_form *f = &m->form;
	uint64_t flags;
	uint32_t n;

	f->key = get(r, 8);
	f->words = get(r, 8);
	f->doc = get(r, 8);
	f->cluster = get(r, 8);
	f->run = (uint32_t)get(r, 4);
	f->first = (int32_t)get(r, 4);
	f->last = (int32_t)get(r, 4);
	f->count = (uint32_t)get(r, 4);
	f->total = (uint32_t)get(r, 4);
	flags = get(r, 1);
	f->unquoted = (flags & 1) != 0;
	f->common = (flags & 2) != 0;
	if ((m->speaker.n = (size_t)get(r, 1)) > DEDUPE_NAMES)
		return false;
	for (size_t i = 0; i < m->speaker.n; i++)
		m->speaker.name[i] = (uint32_t)get(r, 4);
	n = (uint32_t)get(r, 4);
	if (n > DEDUPE_WORDS_MAX || (size_t)(r->end - r->p) / 4 < n)
		return false;
	buf_clear(tokens);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t token = (uint32_t)get(r, 4);

		buf_add(tokens, (struct slice){ (char *)&token, sizeof(token) });
	}
	f->n = n;
	m->tokens = tokens->p;
	return get_seeds(r, m, seed) && get_docs(r, m, docs) && !r->bad;
}

static bool
get_more(struct reader *r, struct dedupe_memory *m, struct buf *docs)
{
	struct dedupe_form *f = &m->form;

	f->key = get(r, 8);
	f->doc = get(r, 8);
	f->cluster = get(r, 8);
	f->first = (int32_t)get(r, 4);
	f->last = (int32_t)get(r, 4);
	f->count = (uint32_t)get(r, 4);
	f->common = get(r, 1) != 0;
	return get_docs(r, m, docs) && !r->bad;
}

static bool
get_ties(struct reader *r, struct dedupe *d, struct buf *ties)
{
	uint64_t key = get(r, 8);
	uint32_t n = (uint32_t)get(r, 4);

	buf_clear(ties);
	if ((size_t)(r->end - r->p) / 11 < n)
		return false;
	for (uint32_t i = 0; i < n; i++) {
		struct dedupe_tied t = { .to = get(r, 8) };

		t.share = (uint16_t)get(r, 2);
		t.tie = (uint8_t)get(r, 1);
		if (t.tie > DEDUPE_PART)
			return false;
		buf_add(ties, (struct slice){ (char *)&t, sizeof(t) });
	}
	return !r->bad && dedupe_remember_ties(d, key,
	    (const void *)ties->p, n);
}

static bool
get_id(struct reader *r, struct dedupe *d)
{
	uint64_t id = get(r, 8), key = get(r, 8);
	uint32_t form;

	if (r->bad || !dedupe_find(d, key, &form))
		return false;
	dedupe_add_id(d, id, form, true);
	return true;
}

static bool
get_edge(struct reader *r, struct dedupe *d)
{
	struct dedupe_edge e = { .known = true };

	e.a.id = get(r, 8);
	e.a.key = get(r, 8);
	e.b.id = get(r, 8);
	e.b.key = get(r, 8);
	e.score = (uint16_t)get(r, 2);
	if (!r->bad)
		dedupe_add_edge(d, &e);
	return !r->bad;
}

/* Take the records of a frame into D. */
static bool
load_frame(struct dedupe *d, struct slice frame)
{
	const unsigned char *p = (const unsigned char *)frame.p;
	struct reader r = { p, p + frame.n, false };
	struct buf tokens = { 0 }, docs = { 0 }, ties = { 0 };
	uint32_t seed[DEDUPE_SEEDS_MAX];
	bool good = true;

	while (good && r.p < r.end) {
		struct dedupe_memory m = { 0 };
		uint64_t line;

		switch (get(&r, 1)) {
		case RECORD_FORM:
			good = get_form(&r, &m, &tokens, &docs, seed);
			if (good)
				dedupe_remember(d, &m);
			break;
		case RECORD_MORE:
			good = get_more(&r, &m, &docs) &&
			    dedupe_remember_more(d, &m);
			break;
		case RECORD_LINE:
			line = get(&r, 8);
			dedupe_remember_line(d, line, get(&r, 8));
			good = !r.bad;
			break;
		case RECORD_TIES:
			good = get_ties(&r, d, &ties);
			break;
		case RECORD_ID:
			good = get_id(&r, d);
			break;
		case RECORD_EDGE:
			good = get_edge(&r, d);
			break;
		default:
			good = false;
		}
	}
	buf_free(&tokens);
	buf_free(&docs);
	buf_free(&ties);
	return good;
}

static uint64_t
get64(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;
	struct reader r = { u, u + 8, false };

	return get(&r, 8);
}

/* Read and check the frame at *OFFSET; moves on. */
static enum dedupe_state_error
next_frame(const struct dedupe_state *s, uint64_t *offset, struct buf *frame)
{
	char head[FRAME_HEAD];
	uint64_t n;

	if (s->length - *offset < FRAME_HEAD ||
	    read_at(s->log, head, FRAME_HEAD, *offset) != FRAME_HEAD)
		return DEDUPE_STATE_DAMAGED;
	n = get64(head);
	if (n > s->length - *offset - FRAME_HEAD)
		return DEDUPE_STATE_DAMAGED;
	buf_clear(frame);
	buf_reserve(frame, (size_t)n + 1);
	if (read_at(s->log, frame->p, (size_t)n, *offset + FRAME_HEAD) !=
	    (ssize_t)n)
		return DEDUPE_STATE_DAMAGED;
	frame->n = (size_t)n;
	*offset += FRAME_HEAD + n;
	return hash_long(buf_slice(frame)) == get64(head + 8) ?
	    DEDUPE_STATE_OK : DEDUPE_STATE_DAMAGED;
}

enum dedupe_state_error
dedupe_state_load(struct dedupe_state *s, struct dedupe *d, long days)
{
	enum dedupe_state_error error = DEDUPE_STATE_OK;
	struct buf frame = { 0 };
	uint64_t offset = 0;

	dedupe_remember_begin(d, s->runs + 1);
	while (error == DEDUPE_STATE_OK && offset < s->length) {
		error = next_frame(s, &offset, &frame);
		if (error == DEDUPE_STATE_OK &&
		    !load_frame(d, buf_slice(&frame)))
			error = DEDUPE_STATE_DAMAGED;
	}
	buf_free(&frame);
	for (size_t i = 0; i < d->forms; i++) {
		const struct dedupe_form *f = &d->form[i];

		if (f->last != DEDUPE_NO_DAY && (s->newest == DEDUPE_NO_DAY ||
		    f->last > s->newest))
			s->newest = f->last;
	}
	s->kept = d->forms;
	s->dropped = 0;
	if (days >= 0 && s->newest != DEDUPE_NO_DAY)
		s->dropped = dedupe_forget(d, s->newest -
		    (int32_t)(days < INT32_MAX / 2 ? days : INT32_MAX / 2));
	s->kept -= s->dropped;
	return error;
}

/* Whether END names something that is forgotten. */
static bool
is_gone(const struct dedupe *d, const struct dedupe_end *end)
{
	uint32_t form;

	return dedupe_end_form(d, end, &form) && d->form[form].gone;
}

static void
put_edges(struct buf *b, const struct dedupe *d, bool all)
{
	for (size_t i = 0; i < d->ids; i++) {
		const struct dedupe_form *f = &d->form[d->id[i].form];

		if (f->gone || f->passing || (d->id[i].known && !all))
			continue;
		put(b, RECORD_ID, 1);
		put(b, d->id[i].id, 8);
		put(b, f->key, 8);
	}
	for (size_t i = 0; i < d->edges; i++) {
		const struct dedupe_edge *e = &d->edge[i];

		if ((e->known && !all) || is_gone(d, &e->a) ||
		    is_gone(d, &e->b))
			continue;
		put(b, RECORD_EDGE, 1);
		put(b, e->a.id, 8);
		put(b, e->a.key, 8);
		put(b, e->b.id, 8);
		put(b, e->b.key, 8);
		put(b, e->score, 2);
	}
}

/* The frame of this run: with ALL, of everything. */
static void
make_frame(struct buf *b, const struct dedupe *d, bool all)
{
	for (size_t i = 0; i < d->forms; i++) {
		const struct dedupe_form *f = &d->form[i];

		if (f->gone || f->passing)
			continue;
		if (all || f->run == d->run)
			put_form(b, d, f);
		else if (f->changed || f->cluster != f->old_cluster ||
		    f->common != d->former[i].common)
			put_more(b, d, f);
	}
	for (size_t i = 0; i < d->forms; i++)
		if (!d->form[i].gone && !d->form[i].passing &&
		    (all ? d->former[i].n > 0 : d->former[i].changed))
			put_ties(b, d, &d->form[i]);
	for (size_t i = 0; i < d->lines; i++) {
		const struct dedupe_form *f = &d->form[d->line[i].form];

		if (f->gone || f->passing || (d->line[i].known && !all))
			continue;
		put(b, RECORD_LINE, 1);
		put(b, d->line[i].key, 8);
		put(b, f->key, 8);
	}
	put_edges(b, d, all);
}

enum dedupe_state_error
dedupe_state_save(struct dedupe_state *s, const struct dedupe *d)
{
	/* a log of which most is forgotten is written anew */
	bool fresh = s->generation == 0 || s->dropped > s->kept;
	uint64_t old = s->generation;
	struct buf frame = { 0 }, head = { 0 };
	bool good;

	make_frame(&frame, d, fresh);
	put(&head, frame.n, 8);
	put(&head, hash_long(buf_slice(&frame)), 8);
	if (fresh) {
		s->generation++;
		s->length = 0;
		if (s->log >= 0)
			close(s->log);
		s->log = open_beside(s->path, ".log.", s->generation,
		    O_RDWR | O_CREAT | O_TRUNC);
	}
	good = s->log >= 0 && ftruncate(s->log, (off_t)s->length) == 0 &&
	    write_at(s->log, head.p, head.n, s->length) &&
	    (frame.n == 0 || write_at(s->log, frame.p, frame.n,
	    s->length + head.n)) && fsync(s->log) == 0;
	s->length += head.n + frame.n;
	s->runs++;
	good = good && write_index(s);
	if (good && fresh && old > 0)
		unlink_beside(s->path, ".log.", old);
	buf_free(&frame);
	buf_free(&head);
	return good ? DEDUPE_STATE_OK : DEDUPE_STATE_IO;
}
