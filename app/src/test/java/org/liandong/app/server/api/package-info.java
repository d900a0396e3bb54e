@NullMarked
package org.liandong.app.server.api;

import org.jspecify.annotations.NullMarked;
