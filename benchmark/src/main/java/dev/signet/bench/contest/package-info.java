/** What is measured, and in which JVM. */
@NullMarked
package dev.signet.bench.contest;

import org.jspecify.annotations.NullMarked;
