using Microsoft.Playwright;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>How the page is looked at.</summary>
/// <param name="Name">For the names of files.</param>
/// <param name="Width">Of the window, in CSS pixels.</param>
/// <param name="Height">Likewise.</param>
/// <param name="Scheme">What the system asks for.</param>
internal sealed record Look(string Name, int Width, int Height, ColorScheme Scheme)
{
    public static readonly Look Light = new("light", 1440, 900, ColorScheme.Light);
    public static readonly Look Dark = new("dark", 1440, 900, ColorScheme.Dark);
    public static readonly Look Phone = new("phone", 390, 844, ColorScheme.Light);
    public static readonly Look PhoneDark = new("phone-dark", 390, 844, ColorScheme.Dark);

    public static readonly Look Large = new("large", 1920, 1080, ColorScheme.Light);
    public static readonly Look Huge = new("huge", 3840, 2160, ColorScheme.Light);

    public static IReadOnlyList<Look> All { get; } = [Light, Dark, Phone, PhoneDark];
}
