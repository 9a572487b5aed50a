/** What kinds of messages there are, by configuration: what they look like, and what becomes of each field. */
@NullMarked
package dev.signet.collection.intake.type;

import org.jspecify.annotations.NullMarked;
