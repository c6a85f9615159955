namespace FlextMonitor.Hub.Exports.Tables;

/// <summary>What the cells of a column hold.</summary>
internal enum ExportKind
{
    /// <summary>Text, which may be anything that a daemon told.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number with decimals.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Truth,

    /// <summary>A time, which files show in UTC and in a zone.</summary>
    Time,

    /// <summary>Text that is JSON.</summary>
    Json,
}
