@NullMarked
package dev.signet.collection.run;

import org.jspecify.annotations.NullMarked;
