namespace FlextMonitor.Hosting.Settings;

/// <summary>What a setting may hold.</summary>
internal enum SettingShape
{
    /// <summary>A text, number or time: nothing may stand below its key.</summary>
    Value,

    /// <summary>A list or a section.</summary>
    Section,

    /// <summary>A value in each entry of a list.</summary>
    ListEntry,
}
