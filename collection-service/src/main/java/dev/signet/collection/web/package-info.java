/** What holds for all HTTP requests. */
@NullMarked
package dev.signet.collection.web;

import org.jspecify.annotations.NullMarked;
