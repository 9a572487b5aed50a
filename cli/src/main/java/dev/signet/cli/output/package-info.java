/** How lists and single things are written: as a table for people, as JSON, NDJSON or CSV for programs. */
@NullMarked
package dev.signet.cli.output;

import org.jspecify.annotations.NullMarked;
