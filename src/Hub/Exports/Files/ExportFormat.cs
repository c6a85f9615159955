namespace FlextMonitor.Hub.Exports.Files;

/// <summary>The formats of files.</summary>
internal enum ExportFormat
{
    /// <summary>RFC 4180.</summary>
    Csv,

    /// <summary>One array of objects.</summary>
    Json,

    /// <summary>An object on each line.</summary>
    NdJson,

    /// <summary>A workbook of Office Open XML.</summary>
    Xlsx,

    /// <summary>Pages.</summary>
    Pdf,
}
