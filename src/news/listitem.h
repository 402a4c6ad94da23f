/*
 * listitem.h - items of a list that runs on inside a paragraph
 *
 * "1) Bread 2) Milk", "• 9. Bread • 10. Milk", "a. Bread b. Milk": an item
 * begins with a label, the next one with the label that comes after it.
 */
#ifndef LISTITEM_H
#define LISTITEM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct list_item {
	size_t text;		/* byte after the label and its blanks */
	size_t next;		/* where the next item begins; 0: nowhere */
};

/*
 * Whether a label stands at byte AT of TEXT; if so, another item of the list
 * is looked for in the next LISTITEM_REACH bytes.
 */
bool listitem_read(struct slice text, size_t at, struct list_item *item);

enum { LISTITEM_REACH = 2000 };

#endif
