/** How the tests of what people see reach the service, and put rows into its tables. */
@NullMarked
package dev.signet.collection.testing;

import org.jspecify.annotations.NullMarked;
