@NullMarked
package org.liandong.app.server.sheets;

import org.jspecify.annotations.NullMarked;
