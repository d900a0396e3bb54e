@NullMarked
package org.liandong.app.server;

import org.jspecify.annotations.NullMarked;
