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

    /// <summary>Text on what is filled.</summary>
    public static XBrush Paper { get; } = XBrushes.White;

    public static XBrush Good { get; } = new XSolidBrush(XColor.FromArgb(0x2e, 0x8b, 0x57));

    public static XBrush Bad { get; } = new XSolidBrush(XColor.FromArgb(0xc0, 0x26, 0x2d));

    public static XBrush Fair { get; } = new XSolidBrush(XColor.FromArgb(0xe0, 0xa0, 0x30));

    private static readonly XPen[] Lines =
    [
        Pen(0x1d, 0x4e, 0xd8, XDashStyle.Solid),
        Pen(0xb4, 0x53, 0x09, XDashStyle.Dash),
        Pen(0x0f, 0x76, 0x6e, XDashStyle.Dot),
        Pen(0x9d, 0x17, 0x4d, XDashStyle.DashDot),
        Pen(0x4d, 0x7c, 0x0f, XDashStyle.DashDotDot),
        Pen(0x6d, 0x28, 0xd9, XDashStyle.Solid),
        Pen(0x37, 0x41, 0x51, XDashStyle.Dash),
        Pen(0x0e, 0x74, 0x90, XDashStyle.Dot),
    ];

    /// <summary>The pen of a line among several, 0 or more.</summary>
    public static XPen LineOf(int place) => Lines[place % Lines.Length];

    private static XPen Pen(int red, int green, int blue, XDashStyle dash) => new(XColor.FromArgb(red, green, blue), 1) { DashStyle = dash };

    public static XPen Line { get; } = new(XColor.FromArgb(0xd3, 0xd9, 0xe1), 0.5);

    public static XPen Hatch { get; } = new(XColor.FromArgb(0xa9, 0xb2, 0xbf), 0.4);
}
