/// Who may do what: people, keys, roles.
@NullMarked
package org.liandong.app.server.access;

import org.jspecify.annotations.NullMarked;
