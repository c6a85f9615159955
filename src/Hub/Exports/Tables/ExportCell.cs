using System.Runtime.InteropServices;

namespace FlextMonitor.Hub.Exports.Tables;

/// <summary>One value of a table. What is unknown is <see cref="IsUnknown"/>, and never 0.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ExportCell
{
    private readonly string? _text;
    private readonly long _bits;
    private readonly bool _isKnown;

    private ExportCell(string? text, long bits, bool isKnown) => (_text, _bits, _isKnown) = (text, bits, isKnown);

    /// <summary>What is not known, or does not exist.</summary>
    public static ExportCell Unknown => default;

    public bool IsUnknown => !_isKnown;

    /// <summary>Of <see cref="ExportKind.Text"/> and <see cref="ExportKind.Json"/>.</summary>
    public string Text => _text ?? "";

    /// <summary>Of <see cref="ExportKind.Whole"/>.</summary>
    public long Whole => _bits;

    /// <summary>Of <see cref="ExportKind.Number"/>.</summary>
    public double Number => BitConverter.Int64BitsToDouble(_bits);

    /// <summary>Of <see cref="ExportKind.Truth"/>.</summary>
    public bool Truth => _bits != 0;

    /// <summary>Of <see cref="ExportKind.Time"/>, in UTC.</summary>
    public DateTime Utc => new(_bits, DateTimeKind.Utc);

    public static ExportCell Of(string? text) => new(text, 0, text is not null);

    public static ExportCell Of(long? value) => new(null, value ?? 0, value is not null);

    public static ExportCell Of(double? value) => new(null, BitConverter.DoubleToInt64Bits(value ?? 0), value is not null);

    public static ExportCell Of(bool value) => new(null, value ? 1 : 0, isKnown: true);

    public static ExportCell Of(DateTimeOffset? time) => new(null, time?.UtcTicks ?? 0, time is not null);
}
