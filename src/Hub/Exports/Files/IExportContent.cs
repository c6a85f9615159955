namespace FlextMonitor.Hub.Exports.Files;

/// <summary>What is sent as a file.</summary>
internal interface IExportContent : IAsyncDisposable
{
    /// <summary>What it is, as a word of file names and of the audit trail, such as <c>runs</c>.</summary>
    string Name { get; }

    /// <summary>Its daemons and its range, as a part of the file's name; may be empty.</summary>
    string Scope { get; }

    /// <summary>What the file's name ends with, without a dot.</summary>
    string Extension { get; }

    /// <summary>The type of the file's content, for the header.</summary>
    string ContentType { get; }

    /// <summary>How many rows it holds, as far as it was written.</summary>
    long Rows { get; }

    /// <summary>Reads as much as shows whether it can be read. What fails here still has an answer of its own.</summary>
    /// <param name="turns">It computes by one of them.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    Task BeginAsync(ExportTurns turns, CancellationToken cancellationToken);

    /// <summary>Writes all of it.</summary>
    Task WriteAsync(ExportStream target, CancellationToken cancellationToken);
}
