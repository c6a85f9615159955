using PdfSharp.Drawing;

namespace FlextMonitor.Hub.Exports.Pdf;

/// <summary>The colours of documents, which can be told apart on paper without colour, too.</summary>
internal static class PdfColours
{
    public static XBrush Text { get; } = new XSolidBrush(XColor.FromArgb(0x1f, 0x29, 0x33));

    public static XBrush Quiet { get; } = new XSolidBrush(XColor.FromArgb(0x5f, 0x6b, 0x7a));

    public static XBrush Head { get; } = new XSolidBrush(XColor.FromArgb(0xee, 0xf1, 0xf5));

    public static XBrush Accent { get; } = new XSolidBrush(XColor.FromArgb(0x1d, 0x4e, 0xd8));

    public static XBrush Band { get; } = new XSolidBrush(XColor.FromArgb(0xc9, 0xd8, 0xf8));

    public static XPen Series { get; } = new(XColor.FromArgb(0x1d, 0x4e, 0xd8), 0.9);

    public static XPen Line { get; } = new(XColor.FromArgb(0xd3, 0xd9, 0xe1), 0.5);

    public static XPen Hatch { get; } = new(XColor.FromArgb(0xa9, 0xb2, 0xbf), 0.4);
}
