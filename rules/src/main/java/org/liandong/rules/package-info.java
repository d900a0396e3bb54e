/// What a regulator may change, in force on a date: decision tables in DMN, run by Apache KIE, and reference tables.
@NullMarked
package org.liandong.rules;

import org.jspecify.annotations.NullMarked;
