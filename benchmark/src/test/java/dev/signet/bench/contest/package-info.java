@NullMarked
package dev.signet.bench.contest;

import org.jspecify.annotations.NullMarked;
