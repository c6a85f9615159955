namespace FlextMonitor.Hub.Access.Keys;

/// <summary>A key that protects cookies and tokens, or the revocation of some. Rows are added and never changed.</summary>
internal sealed class KeyRow
{
    /// <summary>In characters.</summary>
    public const int LongestName = 128;

    /// <summary>As the framework names it, such as <c>key-</c> with the key's id.</summary>
    public required string Name { get; init; }

    /// <summary>The framework's XML, encrypted if <c>Keys:Certificate</c> was set when it was made.</summary>
    public required string Xml { get; init; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset AddedAt { get; init; }
}
