using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace FlextMonitor.Hub.Exports.Pdf;

/// <summary>
/// The fonts of documents: Noto Sans with Latin, Greek and Cyrillic, which the program brings along, and one of the settings for everything else. The library knows one source of fonts in a
/// process, so it is a single one.
/// </summary>
internal sealed class PdfFonts : IFontResolver
{
    public const string Own = "Noto Sans";
    public const string Other = "Fallback";

    /// <summary>Stands for a character that no font has.</summary>
    public const char Missing = '\uFFFD';

    private const string Bold = " Bold";

    private static readonly Lock Gate = new();
    private static PdfFonts? _single;

    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly FontCoverage _own;
    private readonly FontCoverage? _other;

    private PdfFonts(byte[]? fallback)
    {
        _files[Own] = ResourceOf("NotoSans-Regular.ttf");
        _files[Own + Bold] = ResourceOf("NotoSans-Bold.ttf");
        _own = new FontCoverage(_files[Own]);
        if (fallback is not null)
        {
            _files[Other] = fallback;
            _other = new FontCoverage(fallback);
        }
    }

    /// <summary>The fonts, with that of a file for what the own one lacks. The first call decides which.</summary>
    /// <param name="fallbackFile">A file of TrueType; null for none.</param>
    public static PdfFonts Of(string? fallbackFile)
    {
        lock (Gate)
        {
            if (_single is null)
            {
                _single = new PdfFonts(string.IsNullOrEmpty(fallbackFile) ? null : File.ReadAllBytes(fallbackFile));
                GlobalFontSettings.FontResolver = _single;
            }

            return _single;
        }
    }

    public static XFont Font(string family, double size, bool isBold) => new(family, size, isBold ? XFontStyleEx.Bold : XFontStyleEx.Regular, Options);

    private static XPdfFontOptions Options { get; } = new(PdfFontEncoding.Unicode, PdfFontEmbedding.TryComputeSubset);

    /// <summary>The font that has a character; null if none has.</summary>
    public string? FamilyOf(int codePoint) => _own.Has(codePoint) ? Own : _other?.Has(codePoint) == true ? Other : null;

    public FontResolverInfo? ResolveTypeface(string familyName, bool bold, bool italic)
    {
        var face = bold && _files.ContainsKey(familyName + Bold) ? familyName + Bold : familyName;
        return _files.ContainsKey(face) ? new FontResolverInfo(face) : null;
    }

    public byte[]? GetFont(string faceName) => _files.GetValueOrDefault(faceName);

    private static byte[] ResourceOf(string name)
    {
        using var stream = typeof(PdfFonts).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The program lacks its font {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
