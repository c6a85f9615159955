using System.Text.Json;

namespace FlextMonitor.Web.Pages;

/// <summary>The addresses of the application's pages, as its build lists them in <c>pages.json</c>.</summary>
internal sealed class PageList(IWebHostEnvironment environment)
{
    /// <summary>The list's file in wwwroot.</summary>
    public const string FileName = "pages.json";

    private HashSet<string> _paths = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the list, once at the start.</summary>
    /// <exception cref="InvalidDataException">The file is not a list of paths.</exception>
    public void Load()
    {
        try
        {
            _paths = Read(environment);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{FileName}' in wwwroot is not a list of paths. Build src/Web again.", exception);
        }
    }

    /// <summary>Whether a page of the application has a path. The browser tells pages apart by case, so this does too.</summary>
    public bool Has(PathString path) => path.Value is { } value && Find(value) == value;

    /// <summary>The path of a page as its build lists it, by a path in any case; <see langword="null"/> if no page has it.</summary>
    public string? Find(string path) => _paths.TryGetValue(path, out var listed) ? listed : null;

    // Without the file, as without a build, there are no pages: every address but the root is then answered with 404.
    private static HashSet<string> Read(IWebHostEnvironment environment)
    {
        if (environment.WebRootFileProvider.GetFileInfo(FileName) is not { Exists: true } file)
        {
            return new(StringComparer.OrdinalIgnoreCase);
        }

        using var stream = file.CreateReadStream();
        return new(JsonSerializer.Deserialize<string[]>(stream) ?? [], StringComparer.OrdinalIgnoreCase);
    }
}
