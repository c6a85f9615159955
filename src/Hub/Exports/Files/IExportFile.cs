using FlextMonitor.Hub.Exports.Tables;

namespace FlextMonitor.Hub.Exports.Files;

/// <summary>Writes a table in one format.</summary>
internal interface IExportFile
{
    /// <summary>The type of the file's content, for the header.</summary>
    string ContentType { get; }

    /// <summary>What the file's name ends with, without a dot.</summary>
    string Extension { get; }

    /// <summary>Writes all rows, and never holds more than a page of them.</summary>
    Task WriteAsync(ExportTable table, ExportRows rows, ExportStyle style, ExportStream target, CancellationToken cancellationToken);
}
