//! What the desktop asks for: light or dark, and more contrast.
//!
//! The toolkit tells neither on Linux. There a desktop answers on the session bus, for every program alike: the portal
//! `org.freedesktop.portal.Settings` has under `org.freedesktop.appearance` a `color-scheme` and, since its version 2, a
//! `contrast` (XDG Desktop Portal, *Settings*). It is asked beside the window when that opens and when it is turned to
//! again; without a bus, a portal or an answer all is as it was. On other systems the toolkit tells light and dark, and
//! contrast remains a choice in the menu.
//!
//! | key | 0 | 1 | 2 |
//! |---|---|---|---|
//! | `color-scheme` | no wish | dark | light |
//! | `contrast` | no wish | more | |

/// What the desktop asks for; `None` where it does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct System {
    /// Dark rather than light.
    pub dark: Option<bool>,
    /// More contrast.
    pub contrast: Option<bool>,
}

/// What the two numbers of the portal mean.
#[cfg(any(target_os = "linux", test))]
fn read(scheme: Option<u32>, contrast: Option<u32>) -> System {
    let dark = match scheme {
        Some(1) => Some(true),
        Some(2) => Some(false),
        _ => None,
    };
    System { dark, contrast: contrast.map(|contrast| contrast == 1) }
}

/// Asks the desktop. Waits for its answer, so not on the thread of the window.
#[cfg(target_os = "linux")]
pub fn ask() -> System {
    use zbus::zvariant::OwnedValue;
    let asked = async {
        let bus = zbus::Connection::session().await.ok()?;
        let mut told = [None; 2];
        for (told, key) in told.iter_mut().zip(["color-scheme", "contrast"]) {
            let portal = Some("org.freedesktop.portal.Desktop");
            let (place, room) = ("/org/freedesktop/portal/desktop", Some("org.freedesktop.portal.Settings"));
            let wish = ("org.freedesktop.appearance", key);
            let answer = bus.call_method(portal, place, room, "Read", &wish).await.ok();
            let value = answer.and_then(|answer| answer.body().deserialize::<OwnedValue>().ok());
            *told = value.as_ref().and_then(|value| number(value));
        }
        let [scheme, contrast] = told;
        Some(read(scheme, contrast))
    };
    pollster::block_on(asked).unwrap_or_default()
}

/// The number in a value, which `Read` wraps twice.
#[cfg(target_os = "linux")]
fn number(value: &zbus::zvariant::Value<'_>) -> Option<u32> {
    match value {
        zbus::zvariant::Value::U32(number) => Some(*number),
        zbus::zvariant::Value::Value(inner) => number(inner),
        _ => None,
    }
}

/// Nobody can be asked without leaving safe code.
#[cfg(not(target_os = "linux"))]
pub fn ask() -> System {
    System::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_portal_answers_in_numbers() {
        for (scheme, contrast, wanted) in [
            (None, None, System::default()),
            (Some(0), Some(0), System { dark: None, contrast: Some(false) }),
            (Some(1), Some(1), System { dark: Some(true), contrast: Some(true) }),
            (Some(2), None, System { dark: Some(false), contrast: None }),
            // A value of a later version says nothing.
            (Some(7), Some(7), System { dark: None, contrast: Some(false) }),
        ] {
            assert_eq!(read(scheme, contrast), wanted, "{scheme:?}, {contrast:?}");
        }
    }
}
