/// The server: one engine, reached over HTTP by people and programs.
@NullMarked
package org.liandong.app.server;

import org.jspecify.annotations.NullMarked;
