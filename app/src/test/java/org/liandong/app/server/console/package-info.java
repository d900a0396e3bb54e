@NullMarked
package org.liandong.app.server.console;

import org.jspecify.annotations.NullMarked;
