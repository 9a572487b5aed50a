/** Measurements as pictures that a page can show: SVG, readable on light and on dark. */
@NullMarked
package dev.signet.bench.chart;

import org.jspecify.annotations.NullMarked;
