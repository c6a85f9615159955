namespace FlextMonitor.Hub.Exports.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name in files that programs read, in camelCase with its unit, such as <c>durationSeconds</c>.</param>
/// <param name="Title">Its heading in files that people read, such as <c>Duration (s)</c>.</param>
/// <param name="Kind">What its cells hold.</param>
/// <param name="Print">Its width on paper beside those of the others; 0 if it is not printed.</param>
internal record ExportColumn(string Name, string Title, ExportKind Kind, double Print = 0)
{
    /// <summary>The name of the column that shows the same time in a zone.</summary>
    public string LocalName => $"{Name}Local";
}

/// <summary>A column, and what a row shows in it.</summary>
/// <param name="Name">See <see cref="ExportColumn.Name"/>.</param>
/// <param name="Title">See <see cref="ExportColumn.Title"/>.</param>
/// <param name="Kind">See <see cref="ExportColumn.Kind"/>.</param>
/// <param name="Of">Its cell.</param>
/// <param name="Print">See <see cref="ExportColumn.Print"/>.</param>
internal sealed record ExportColumn<TRow>(string Name, string Title, ExportKind Kind, Func<TRow, ExportCell> Of, double Print = 0) : ExportColumn(Name, Title, Kind, Print);
