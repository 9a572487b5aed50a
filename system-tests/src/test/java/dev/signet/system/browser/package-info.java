/** The dashboard in a real browser. */
@NullMarked
package dev.signet.system.browser;

import org.jspecify.annotations.NullMarked;
