@NullMarked
package dev.signet.bench.chart;

import org.jspecify.annotations.NullMarked;
