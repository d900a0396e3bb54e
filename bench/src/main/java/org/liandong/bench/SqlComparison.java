package org.liandong.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.liandong.importrefund.BookComparison.Result;

/// The same comparison as one join in SQL, as a yardstick. The rule is written down once more for it, with the values that the tables of
/// the service have on the day: it is not meant to be kept, only to be beaten.
final class SqlComparison {

    private static final String TABLES =
            """
            create table books (number varchar(30), issued date, fen bigint, payer varchar(20), owner varchar(20), booked date);
            create table requests (request varchar(20), number varchar(30), issued date, fen bigint, taxpayer varchar(20),
                requested date);
            """;

    private static final String JOIN =
            """
            create table results as
            with aged as (
                select r.*, (extract(year from requested) - extract(year from issued)) * 12
                    + extract(month from requested) - extract(month from issued) as months
                from requests r),
            dated as (
                select a.*, cast(date_trunc('month', requested)
                    + (case when months <= 0 then interval '3 months' when months = 1 then interval '2 months'
                       else interval '1 month' end) - interval '1 day' as date) as period_end
                from aged a),
            alone as (
                select d.request, d.number, d.taxpayer, d.requested,
                    case
                        when not is_vat then 'INVALID'
                        when d.issued < date '2017-01-01' and d.requested > d.issued + 180 then 'TOO_LATE'
                        when b.number is null or b.booked > d.period_end then
                            case when date '2026-03-03' <= d.period_end then 'HELD' else 'MISSING' end
                        when b.issued = d.issued and b.fen = d.fen
                            and (d.taxpayer = b.payer or (b.owner <> '' and d.taxpayer = b.owner)) then 'MATCH'
                        else 'DIFFER'
                    end as result
                from dated d left join books b on b.number = d.number),
            together as (
                select a.*,
                    min(case when result = 'MATCH' then taxpayer end) over (partition by number)
                        <> max(case when result = 'MATCH' then taxpayer end) over (partition by number) as several,
                    row_number() over (partition by number, result order by requested, request) as place
                from alone a)
            select request,
                case
                    when result = 'MATCH' and several then 'DUPLICATE'
                    when result = 'MATCH' and place > 1 then 'ALREADY_MATCHED'
                    else result
                end as result
            from together
            """;

    private SqlComparison() {}

    /// How long the parts of a turn took.
    record Turn(double loading, double joining, Map<Result, Long> counts) {}

    static Turn inDuck(Connection connection, ComparisonData data) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            tables(statement);
            long start = System.nanoTime();
            copy(statement, "books", data.books);
            copy(statement, "requests", data.requests);
            double loading = seconds(start);
            return joined(
                    statement,
                    loading,
                    "regexp_matches(d.number, '^[0-9]{8}1[0-9]{9}[-/*]L[0-9]{2}$')");
        }
    }

    private static void copy(Statement statement, String table, Path file) throws SQLException {
        statement.execute("copy %s from '%s' (format csv, header false)".formatted(table, file));
    }

    static Turn inPostgres(Connection connection, ComparisonData data) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            tables(statement);
            long start = System.nanoTime();
            for (String table : new String[] {"books", "requests"}) {
                Path file = table.equals("books") ? data.books : data.requests;
                try (var in = java.nio.file.Files.newInputStream(file)) {
                    // An empty owner is an empty text, not an absent one.
                    connection
                            .unwrap(org.postgresql.PGConnection.class)
                            .getCopyAPI()
                            .copyIn(
                                    "copy %s from stdin (format csv, null 'NULL')".formatted(table),
                                    in,
                                    1 << 18);
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
            statement.execute("analyze");
            double loading = seconds(start);
            return joined(statement, loading, "d.number ~ '^[0-9]{8}1[0-9]{9}[-/*]L[0-9]{2}$'");
        }
    }

    private static void tables(Statement statement) throws SQLException {
        for (String table : new String[] {"results", "books", "requests"}) {
            statement.execute("drop table if exists " + table);
        }
        for (String sql : TABLES.split(";\\s*", -1)) {
            if (!sql.isBlank()) {
                statement.execute(sql);
            }
        }
    }

    private static Turn joined(Statement statement, double loading, String isVat)
            throws SQLException {
        long start = System.nanoTime();
        statement.execute(JOIN.replace("is_vat", isVat));
        double joining = seconds(start);
        Map<Result, Long> counts = new EnumMap<>(Result.class);
        try (ResultSet rows =
                statement.executeQuery("select result, count(*) from results group by result")) {
            while (rows.next()) {
                counts.put(
                        Result.valueOf(rows.getString(1).toUpperCase(Locale.ROOT)),
                        rows.getLong(2));
            }
        }
        return new Turn(loading, joining, counts);
    }

    static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
