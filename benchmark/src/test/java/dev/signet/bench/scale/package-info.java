@NullMarked
package dev.signet.bench.scale;

import org.jspecify.annotations.NullMarked;
