using System.Runtime.CompilerServices;
using FlextMonitor.Hub.Audit;

namespace FlextMonitor.Hub.Exports.Tables;

/// <summary>The audit trail as a table, read as <c>GET /api/audit</c> reads it.</summary>
internal sealed class AuditTable(AuditReader reader)
{
    private static readonly ExportColumn<AuditRow>[] Columns =
    [
        new("number", "Number", ExportKind.Whole, row => ExportCell.Of(row.Number), Print: 7),
        new("at", "At", ExportKind.Time, row => ExportCell.Of(row.At), Print: 19),
        new("what", "What", ExportKind.Text, row => ExportCell.Of(row.What), Print: 16),
        new("outcome", "Outcome", ExportKind.Text, row => ExportCell.Of(row.Outcome), Print: 8),
        new("who", "Who", ExportKind.Text, row => ExportCell.Of(row.Who), Print: 20),
        new("whoId", "Who (id)", ExportKind.Text, row => ExportCell.Of(row.WhoId)),
        new("subject", "Subject", ExportKind.Text, row => ExportCell.Of(row.Subject), Print: 22),
        new("subjectId", "Subject (id)", ExportKind.Text, row => ExportCell.Of(row.SubjectId)),
        new("before", "Before", ExportKind.Json, row => ExportCell.Of(row.Before?.GetRawText())),
        new("after", "After", ExportKind.Json, row => ExportCell.Of(row.After?.GetRawText()), Print: 34),
        new("address", "Address", ExportKind.Text, row => ExportCell.Of(row.Address), Print: 12),
        new("id", "Entry", ExportKind.Text, row => ExportCell.Of(row.Id)),
        new("hash", "Hash", ExportKind.Text, row => ExportCell.Of(row.Hash)),
    ];

    /// <summary>The entries of a filter, newest first.</summary>
    public ExportTable Of(AuditFilter filter) => new ExportTable<AuditRow>
    {
        Name = "audit",
        Title = "Audit trail",
        Scope = ExportScope.NameOf([], filter.From, filter.To),
        Cells = Columns,
        Pages = cancelled => PagesAsync(filter with { After = null }, cancelled),
        Facts = () => [.. ExportScope.RangeOf(filter.From, filter.To), .. ExportScope.Filter("who", filter.Who), .. ExportScope.Filter("what", filter.What), .. ExportScope.Filter("outcome", filter.Outcome)],
    };

    private async IAsyncEnumerable<IEnumerable<AuditRow>> PagesAsync(AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        bool hasMore;
        do
        {
            (var rows, hasMore) = await reader.ReadAsync(filter, AuditReader.Most, cancellationToken).ConfigureAwait(false);
            yield return rows;
            filter = filter with { After = rows.Count > 0 ? rows[^1].Number : null };
        }
        while (hasMore);
    }
}
