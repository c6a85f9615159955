using QRCoder;

namespace FlextMonitor.Hub.Access.Factors;

/// <summary>Draws QR codes.</summary>
internal static class QrCode
{
    private const int PixelsOfModule = 4;

    /// <summary>A text as an SVG image, dark on white, with the quiet zone around it that cameras need.</summary>
    public static string Draw(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var image = new SvgQRCode(data);
        return image.GetGraphic(PixelsOfModule);
    }
}
