/** The pages: what people see without any script, and what the scripts go on from. */
@NullMarked
package dev.signet.console.page;

import org.jspecify.annotations.NullMarked;
