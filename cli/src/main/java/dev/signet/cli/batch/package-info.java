/** Batches: listed and shown. */
@NullMarked
package dev.signet.cli.batch;

import org.jspecify.annotations.NullMarked;
