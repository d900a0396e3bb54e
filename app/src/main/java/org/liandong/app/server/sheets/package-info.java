/// The pages that services bring themselves: what is read for them, and what they say in words, for people and programs alike.
@NullMarked
package org.liandong.app.server.sheets;

import org.jspecify.annotations.NullMarked;
